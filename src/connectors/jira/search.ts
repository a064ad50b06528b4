import { asRecord } from '../calls/http.js'

/** Converts an issue to its form in search results. */
export const summaryOf = (issue: unknown) => {
  const { id, key, fields } = asRecord(issue)
  return { id, key, title: asRecord(fields).summary ?? null }
}

/** Escapes a string for a JQL query. Source: Kibana's stack_connectors/server/connector_types/jira/utils.ts */
export const escapeJql = (text: string) => text.replaceAll('"', '').replaceAll('\\', '\\\\').replaceAll("'", '\\\\').replaceAll(
  /[-!^+&*()[\]/{}|:?~]/g, '\\\\$&',
)
