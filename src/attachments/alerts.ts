import { Type, type Static } from '@sinclair/typebox'
import { loadCase } from '../cases/case.js'
import { OwnersQuerySchema } from '../cases/find/find-schema.js'
import { compareTexts } from '../documents/keyword-order.js'
import type { Scope } from '../kibana/context.js'
import { In } from '../versions/schema.js'
import { alertReferences } from '../documents/alert-ids.js'
import { attachmentsOf } from '../cases/with-attachments.js'

export const AttachedAlertSchema = Type.Object({ id: Type.String(), index: Type.String(), attached_at: Type.String() })
export type AttachedAlert = Static<typeof AttachedAlertSchema>

/**
 * GET /api/cases/{case_id}/alerts: all alerts of all attachments, oldest attachment first.
 * @throws KibanaError 404, 403
 * Source: Kibana's cases/server/client/attachments/get.ts (getAllAlertsAttachToCase)
 */
export function alertsOfCase (scope: Scope, caseId: string): AttachedAlert[] {
  const { attributes } = loadCase(scope, caseId)
  scope.authorization.ensure('getCase', [attributes.owner])
  const owners = scope.authorization.authorizedOwners('getAlertsAttachedToCase')
  return attachmentsOf(scope, caseId)
    .filter(({ attributes }) => owners.includes(attributes.owner))
    .flatMap(({ attributes }) => alertReferences([attributes]).map(reference => ({ ...reference, attached_at: attributes.created_at })))
}

export const CasesOfAlertQuerySchema = Type.Object(OwnersQuerySchema.properties)
type CasesOfAlertQuery = Static<typeof CasesOfAlertQuerySchema>

export const CaseOfAlertSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: In({ since: '8.6' }, Type.String()),
  status: In({ since: '8.6' }, Type.String()),
  createdAt: In({ since: '8.6' }, Type.String()),
  totals: In(
    { since: '8.6' }, Type.Object({ alerts: Type.Integer(), userComments: Type.Integer(), events: In({ since: '9.2' }, Type.Integer()) }),
  ),
})
type CaseOfAlert = Static<typeof CaseOfAlertSchema>

/**
 * GET /api/cases/alerts/{alert_id}: the cases that contain an alert, in the order of Elasticsearch's buckets: those with the
 * most attachments of the alert first, then by id.
 * @throws KibanaError 403
 * Source: Kibana's cases/server/client/cases/get.ts (getCasesByAlertID)
 */
export function casesOfAlert ({ kibana, space, authorization }: Scope, alertId: string, { owner }: CasesOfAlertQuery): CaseOfAlert[] {
  const authorized = authorization.authorizedOwners('getCaseIDsByAlertID')
  const owners = owner === undefined ? authorized : authorized.filter(known => [owner].flat().includes(known))
  const attachmentCounts = new Map<string, number>()
  for (const attachment of kibana.store.alertIndex.of(alertId)) {
    if (attachment.space !== space || attachment.caseId === undefined || !owners.includes(attachment.attributes.owner)) continue
    attachmentCounts.set(attachment.caseId, (attachmentCounts.get(attachment.caseId) ?? 0) + 1)
  }
  return [...attachmentCounts]
    .sort(([idA, countA], [idB, countB]) => countB - countA || compareTexts(idA, idB))
    .flatMap(([id]) => kibana.store.get('cases', id) ?? [])
    .map(({ id, attributes: { title, description, status, created_at, totalAlerts, totalComment, totalEvents } }) => ({
      id,
      title,
      description,
      status,
      createdAt: created_at,
      totals: { alerts: totalAlerts, userComments: totalComment, events: totalEvents },
    }))
}
