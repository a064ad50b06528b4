import type { Origin } from '../documents/connector.js'
import { asRecord } from './calls/http.js'
import type { PushResult } from './calls/push.js'
import type { IncidentCall, PushComment } from '../documents/incident.js'
import type { OpenSystem } from './simulation/open-system.js'

interface PushParams { readonly subAction: 'pushToService', readonly subActionParams: unknown }

const isPush = (params: unknown): params is PushParams => asRecord(params).subAction === 'pushToService'

/**
 * Adds a push to the incident it reached, for later inspection, and returns the result that Kibana receives. A planned incident
 * of a simulated system keeps its planned URL. If a reset has happened in the meantime, nothing is added.
 */
export function recordPush (
  system: OpenSystem, { space, caseId }: Origin, params: unknown, data: unknown, error: string | null = null,
): unknown {
  if (!isPush(params) || system.isOutdated()) return data
  const { records, requests, connectorId, isLive } = system
  const sent = asRecord(params.subActionParams)
  const incident = asRecord(sent.incident)
  // Checked against the type's schema before the execution
  const comments = Array.isArray(sent.comments) ? sent.comments as PushComment[] : []
  const pushed = data as PushResult | undefined
  const record = isLive && pushed
    ? records.mirror(pushed, incident, comments.map(({ comment }) => comment))
    // A failure may have kept the push from reaching the record it was for
    : records.touched ?? records.get(String(pushed?.id ?? incident.externalId))
  const call: IncidentCall = {
    action: incident.externalId === null || incident.externalId === undefined ? 'create' : 'update',
    at: records.now,
    connectorId,
    space,
    caseId,
    incident,
    comments,
    // A copy without the spare capacity of an array that has grown, since this one is stored
    requests: requests.slice(),
    error,
  }
  if (!record) {
    if (error !== null) records.addRefusedCall(call)
    return data
  }
  const hasOwnUrl = record.attributes.hasOwnUrl && !isLive
  const reported = pushed && hasOwnUrl ? { ...pushed, url: record.attributes.externalUrl } : pushed
  records.addCall(record, call, reported)
  return reported ?? data
}
