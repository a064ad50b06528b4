import { asRecord } from '../calls/http.js'

/** An issue in the result of a search. */
export const summaryOf = (issue: unknown) => {
  const { id, key, fields } = asRecord(issue)
  return { id, key, title: asRecord(fields).summary ?? null }
}

/** Escapes a text for a query. Source: Kibana's stack_connectors/server/connector_types/jira/utils.ts */
export const escapeJql = (text: string) => text.replaceAll('"', '').replaceAll('\\', '\\\\').replaceAll("'", '\\\\').replaceAll(
  /[-!^+&*()[\]/{}|:?~]/g, '\\\\$&',
)
