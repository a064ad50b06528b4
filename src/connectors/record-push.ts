import type { Origin } from './execute.js'
import { asRecord } from './services/http.js'
import type { PushComment, PushResult } from './services/push.js'
import type { OpenSystem } from './systems/open-system.js'

interface PushParams { readonly subAction: 'pushToService', readonly subActionParams: unknown }

const isPush = (params: unknown): params is PushParams => asRecord(params).subAction === 'pushToService'

/**
 * Keeps what a push brought to its record, for whoever looks at the incidents afterwards, and gives the result as Kibana gets
 * it: with the URL that was planned for the record, if one was.
 */
export function recordPush ({ records, requests, connectorId }: OpenSystem, { space, caseId }: Origin, params: unknown, data: unknown, error: string | null = null): unknown {
  if (!isPush(params)) return data
  const { incident: sent, comments } = asRecord(params.subActionParams)
  const incident = asRecord(sent)
  const pushed = data as PushResult | undefined
  // Nothing of a live system's records is here yet
  const record = records.touched ?? (pushed && (records.get(pushed.id) ?? records.create(() => pushed, incident)))
  if (!record) return data
  records.addCall(record, {
    action: incident.externalId === null || incident.externalId === undefined ? 'create' : 'update',
    at: records.now,
    connector_id: connectorId,
    space,
    case_id: caseId,
    incident,
    // Checked against the type's schema before it was executed
    comments: Array.isArray(comments) ? comments as PushComment[] : [],
    requests: [...requests],
    error,
  })
  if (!pushed) return data
  const url = record.attributes.has_own_url ? record.attributes.external_url : pushed.url
  records.report(record, pushed.title, url)
  return { ...pushed, url }
}
