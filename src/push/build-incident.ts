import { findAlert } from '../alerts/alert.js'
import { alertReferences } from '../documents/alert-ids.js'
import { countAlertIds, type SavedAttachment } from '../cases/with-attachments.js'
import type { SavedCase } from '../cases/case.js'
import type { KibanaContext, Scope } from '../kibana/context.js'
import type { Connector } from '../documents/connector.js'
import type { PushComment } from '../documents/incident.js'
import { findLastPush } from './last-push.js'
import { formatIncident } from './formatters.js'
import { alertsText, attachmentText, caseUrl, descriptionText, type Naming } from './texts.js'

/** The documents of all alerts, except those of attachments with different numbers of ids and indices. */
function alertDocuments ({ kibana }: Scope, attachments: readonly SavedAttachment[]): object[] {
  return alertReferences(attachments.map(({ attributes }) => attributes)).flatMap(reference => {
    const alert = findAlert(kibana.store, reference)
    return alert ? [alert.attributes.source] : []
  })
}

/** The names in the user profiles of those who created and last changed a case; Kibana reads no others for a push. */
function profileNames ({ security }: KibanaContext, { created_by, updated_by }: SavedCase['attributes']): ReadonlyMap<string, string> {
  const uids = [created_by, updated_by].flatMap(user => user?.profile_uid ?? [])
  if (uids.length === 0) return NO_NAMES
  return new Map(uids.flatMap(uid => {
    const user = security.userOfProfile(uid)
    return user ? [[uid, user.full_name || String(user.username)]] : []
  }))
}

/** Shared by all cases without profiles or attachments. */
const NO_NAMES: ReadonlyMap<string, string> = new Map()
const NO_COMMENTS: readonly PushComment[] = []

/** The comments of a push: those added or changed since the last one, then a line about new alerts. */
function commentsToPush (
  caseId: string, attachments: readonly SavedAttachment[], newIds: ReadonlySet<string>, url: string | undefined, naming: Naming,
): readonly PushComment[] {
  if (attachments.length === 0) return NO_COMMENTS
  const comments = attachments.filter(({ id }) => newIds.has(id)).flatMap(({ id, attributes }) => {
    const comment = attachmentText(attributes, naming)
    return comment === undefined ? [] : [{ comment, commentId: id }]
  })
  const alerts = attachments.filter(({ attributes }) => attributes.type === 'alert')
  if (alerts.every(({ attributes }) => attributes.pushed_at !== null)) return comments
  return [...comments, { comment: alertsText(countAlertIds(alerts), url), commentId: `${caseId}-total-alerts` }]
}

/**
 * Builds the parameters of `pushToService` for a case and a connector: the incident (new, or the record of earlier pushes through this
 * connector) and the comments.
 * Source: Kibana's cases/server/client/cases/utils.ts (createIncident)
 */
export function buildIncident (
  scope: Scope, savedCase: SavedCase, attachments: readonly SavedAttachment[], { id: connectorId, actionTypeId }: Connector,
) {
  const { kibana, space } = scope
  const { id: caseId, attributes } = savedCase
  const { externalId, commentIds } = findLastPush(kibana, caseId, connectorId)
  const url = caseUrl(kibana, space, attributes.owner, caseId)
  const naming = { version: kibana.version, profiles: profileNames(kibana, attributes) }
  const source = {
    savedCase,
    description: descriptionText(attributes, externalId === null, url, naming),
    alerts: alertDocuments(scope, attachments),
    externalId,
    version: kibana.version,
  }
  return {
    incident: formatIncident(actionTypeId, source),
    comments: commentsToPush(caseId, attachments, commentIds, url, naming),
  }
}
