import type { Origin } from '../documents/connector.js'
import { asRecord } from './calls/http.js'
import type { PushResult } from './calls/push.js'
import type { PushComment } from '../documents/incident.js'
import type { OpenSystem } from './simulation/open-system.js'

interface PushParams { readonly subAction: 'pushToService', readonly subActionParams: unknown }

const isPush = (params: unknown): params is PushParams => asRecord(params).subAction === 'pushToService'

/**
 * Adds a push to the incident it reached, for later inspection, and returns the result as Kibana receives it. A planned incident
 * of a simulated system keeps its planned URL.
 */
export function recordPush (system: OpenSystem, { space, caseId }: Origin, params: unknown, data: unknown, error: string | null = null): unknown {
  if (!isPush(params)) return data
  const { records, requests, connectorId, isLive } = system
  const sent = asRecord(params.subActionParams)
  const incident = asRecord(sent.incident)
  // Checked against the type's schema before the execution
  const comments = Array.isArray(sent.comments) ? sent.comments as PushComment[] : []
  const pushed = data as PushResult | undefined
  const record = isLive && pushed ? records.mirror(pushed, incident, comments.map(({ comment }) => comment)) : records.touched
  if (!record) return data
  const hasOwnUrl = record.attributes.has_own_url && !isLive
  const reported = pushed && hasOwnUrl ? { ...pushed, url: record.attributes.external_url } : pushed
  records.addCall(record, {
    action: incident.externalId === null || incident.externalId === undefined ? 'create' : 'update',
    at: records.now,
    connector_id: connectorId,
    space,
    case_id: caseId,
    incident,
    comments,
    // A copy: an array grown by pushing has spare capacity, and this one is kept
    requests: requests.slice(),
    error,
  }, reported)
  return reported ?? data
}
