import { syncStatus } from '../alerts/sync-status.js'
import { alertReferences } from '../documents/alert-ids.js'
import type { KibanaError } from '../kibana-error.js'
import { recordUserActions, type UserActionDraft } from '../cases/record-activity.js'
import { attachmentsOf, toAttachment, type SavedAttachment } from '../cases/with-attachments.js'
import { configurationOf, configurationsOfSpace } from '../configure/configuration.js'
import { loadConnector } from '../connectors/connector.js'
import type { Connector } from '../documents/connector.js'
import { ensureLicensed } from '../connectors/ensure-licensed.js'
import { pushFailed, pushNotLicensed } from '../connectors/errors.js'
import { executeConnector, type ActionResult } from '../connectors/execute.js'
import { buildIncident } from './build-incident.js'
import type { PushResult } from '../connectors/calls/push.js'
import type { Scope } from '../kibana/context.js'
import { draftOf } from '../cases/draft.js'
import { loadCase, toCommentedCase, type Case, type SavedCase } from '../cases/case.js'
import type { CaseAttributes, ExternalService } from '../documents/case.js'
import { caseNotFound } from '../cases/errors.js'
import { caseIsClosed } from './errors.js'
import { alertsAreClosedByPush, anyOwnerClosesByPush, closedCasesCanBePushed, pushesStampSomeAttachments } from './versions.js'
import { closingFields } from '../cases/update/timing.js'

/**
 * POST /api/cases/{case_id}/connector/{connector_id}/_push: creates or updates the record of the case in an external system, and
 * marks the case and its attachments as pushed. A failed push writes nothing. The case is returned synchronously unless the external
 * system responds later.
 * @throws KibanaError 404 case or connector, 403, 409 closed case before 8.17, 424 with the connector's message, 500 license or a
 * conflict when closing alerts
 * Source: Kibana's cases/server/client/cases/push.ts
 */
export function pushCase (scope: Scope, caseId: string, connectorId: string): Case | Promise<Case> {
  const { kibana, space, authorization } = scope
  const savedCase = loadCase(scope, caseId)
  const owners = [savedCase.attributes.owner]
  authorization.ensure('getCase', owners)
  authorization.ensureActions('get')
  const connector = loadConnector(kibana, space, connectorId)
  authorization.ensure('getUserActions', owners)
  authorization.ensure('pushCase', owners)
  const { status, title } = savedCase.attributes
  if (status === 'closed' && !closedCasesCanBePushed(kibana.version)) throw caseIsClosed(title)

  const attachments = attachmentsOf(scope, caseId)
  const params = { subAction: 'pushToService', subActionParams: buildIncident(scope, savedCase, attachments, connector) }
  authorization.ensureActions('execute', connector.actionTypeId)
  ensureLicensed(kibana, connector.actionTypeId, pushNotLicensed)

  const result = executeConnector(kibana, connector, params, { space, caseId, met: scope })
  const reach = reachOfPush(scope, attachments)
  const write = (savedCase: SavedCase, all: readonly SavedAttachment[], service: ExternalService) =>
    writePush(scope, savedCase, { all, reached: all.slice(0, reach) }, service)
  if (!(result instanceof Promise)) return write(savedCase, attachments, externalService(scope, connector, result))
  const { contents } = kibana.store
  return result.then(result => {
    const service = externalService(scope, connector, result)
    // After a reset, a case with this id is a different one
    if (kibana.store.contents !== contents) throw caseNotFound(caseId)
    // Keep changes made while the external system was working
    return write(loadCase(scope, caseId), attachmentsOf(scope, caseId), service)
  })
}

/** @throws KibanaError 424 if the push failed */
function externalService ({ kibana, user }: Scope, { id, name }: Connector, result: ActionResult): ExternalService {
  if (result.status === 'error') throw pushFailed(result.serviceMessage ?? result.message)
  const pushed = result.data as PushResult
  return {
    pushed_at: kibana.clock.iso(),
    pushed_by: user,
    connector_id: id,
    connector_name: name,
    external_id: pushed.id,
    external_title: pushed.title,
    external_url: pushed.url,
  }
}

interface Attachments { readonly all: readonly SavedAttachment[], readonly reached: readonly SavedAttachment[] }

function writePush (scope: Scope, savedCase: SavedCase, { all, reached }: Attachments, service: ExternalService): Case {
  const { kibana, user } = scope
  const { id: caseId, attributes } = savedCase
  const closes = closesByPush(scope, attributes.owner)
  return kibana.store.writeThenThrow(() => {
    const after = draftOf(attributes)
    after.external_service = service
    after.updated_at = service.pushed_at
    after.updated_by = user
    if (closes) Object.assign(after, closing(attributes, service))
    const pushed = kibana.store.update(savedCase, after)
    const comments = reached.map(attachment => toAttachment(stamp(scope, attachment, service)))
    if (closes) recordUserActions(scope, [closingAction(caseId, attributes.owner)])
    const closesAlerts = closes && attributes.settings.syncAlerts && alertsAreClosedByPush(kibana.version)
    // On an error, the case stays closed and marked as pushed
    const error = closesAlerts ? closeAlerts(scope, all) : undefined
    if (!error) recordUserActions(scope, [pushAction(caseId, attributes.owner, service)])
    return { result: toCommentedCase(pushed, { comments, totalComment: comments.length, totalAlerts: 0, totalEvents: 0 }), error }
  })
}

function closesByPush (scope: Scope, owner: string): boolean {
  const configuration = anyOwnerClosesByPush(scope.kibana.version) ? configurationsOfSpace(scope)[0] : configurationOf(scope, owner)
  return configuration?.attributes.closure_type === 'close-by-pushing'
}

const closeAlerts = (scope: Scope, attachments: readonly SavedAttachment[]): KibanaError | undefined =>
  syncStatus(scope, alertReferences(attachments.map(({ attributes }) => attributes)), 'closed').error

/** The number of attachments that a push stamps and returns, oldest first: in some versions, only as many as there are user comments. */
const reachOfPush = ({ kibana }: Scope, attachments: readonly SavedAttachment[]): number => pushesStampSomeAttachments(kibana.version)
  ? attachments.filter(({ attributes: { type } }) => type === 'user').length
  : Infinity

/** Marks an attachment as pushed (first push only). */
function stamp ({ kibana }: Scope, attachment: SavedAttachment, { pushed_at, pushed_by }: ExternalService): SavedAttachment {
  if (attachment.attributes.pushed_at !== null) return attachment
  return kibana.store.update(attachment, { ...attachment.attributes, pushed_at, pushed_by })
}

/**
 * Closes a case after its push, even if it is already closed. The times to acknowledge, investigate and resolve are kept: Kibana's newest
 * source sets them here, but the first version that does is unknown.
 */
function closing (attributes: CaseAttributes, { pushed_at, pushed_by }: ExternalService): Partial<CaseAttributes> {
  return { status: 'closed', ...closingFields(attributes, 'closed', pushed_at, pushed_by) }
}

const closingAction = (caseId: string, owner: string): UserActionDraft =>
  ({ caseId, owner, type: 'status', action: 'update', payload: { status: 'closed' } })

const pushAction = (caseId: string, owner: string, service: ExternalService): UserActionDraft =>
  ({ caseId, owner, type: 'pushed', action: 'push_to_service', payload: { externalService: service } })
