import { activityHasRoom, recordUserActions, type UserActionDraft } from '../record-activity.js'
import { normalizeConnector } from '../../documents/case-connector.js'
import type { Scope } from '../../kibana/context.js'
import { licenseCovers } from '../../kibana/license.js'
import { draftOf } from '../draft.js'
import { NO_ATTACHMENTS, toCase, type SavedCase, type UpdatedCaseAnswer } from '../case.js'
import { changedFields, type Changes } from './changes.js'
import { configuredCustomFields, fillCustomFields, validateCustomFields } from '../custom-fields.js'
import {
  caseTypeCannotChange, casesDoNotExist, casesHaveBeenUpdated, nothingToUpdate, ownerCannotChange, userActionLimitReached,
} from '../errors.js'
import { assigningNeedsPlatinum } from '../../kibana/license-errors.js'
import { operationsOf, type Entry } from './operations.js'
import { ensureClosable, mergedFields, namedTemplate, validateExtendedFieldsOf } from './template-use.js'
import { closeReasonOf, validateCloseReasons } from './close-reason.js'
import { storedAssignees, withoutEmptyAssignees } from '../assignees.js'
import { trimTexts } from '../trim-texts.js'
import type { UpdateCase, UpdateCasesBody } from '../schema.js'
import type { Version } from '../../versions/version.js'
import type { CaseAttributes } from '../../documents/case.js'
import { refuseLongTitles, refuseManyAssignees } from '../former-limits.js'
import { syncsAreCounted, timesAreMeasured, updatesCountAttachments } from '../versions.js'
import { syncAlerts, type SyncedAlerts, type UpdatedCase } from './sync-alerts.js'
import { closingFields, timingFields } from './timing.js'
import { updateActions } from './update-actions.js'

interface KnownEntry extends Entry { readonly stored: SavedCase }
/** One case to write, with its changes. */
interface Change { readonly stored: SavedCase, readonly changes: Changes, readonly closeReason: string | undefined }
/** The new attributes of a case, and what its activity records of them. */
interface Write extends UpdatedCase { readonly changes: Changes, readonly template: object | null | undefined }

const isKnown = (entry: Entry): entry is KnownEntry => entry.stored !== undefined

/**
 * PATCH /api/cases: updates up to 100 cases, all or none.
 * @throws KibanaError 403 privileges or license, 404 unknown ids, 409 stale versions, 406 nothing changes, 400 owner,
 * custom fields or too much activity, 500 a conflict in an alert, after the cases were changed; in this order
 * Source: Kibana's cases/server/client/cases/bulk_update.ts
 */
export function updateCases (scope: Scope, body: UpdateCasesBody): UpdatedCaseAnswer[] {
  const { kibana } = scope
  const entries = body.cases.map(sent => findEntry(scope, sent))
  const known = entries.filter(isKnown)
  scope.authorization.ensure(operationsOf(entries, kibana.version), known.map(({ stored }) => stored.attributes.owner))
  refuseUnknownAndStale(scope, entries, known)

  scope.authorization.authorizedOwners('findConfigurations')
  const changes = known.map(entry => toChange(entry, kibana.version)).filter(changesSomething)
  const collections = known.filter(({ sent }) => sent.type === 'collection')
  if (changes.length + collections.length === 0) throw nothingToUpdate()
  if (collections.length > 0) throw caseTypeCannotChange(collections.map(({ stored }) => stored.id))
  validateChanges(scope, changes)

  const at = kibana.clock.iso()
  const writes = changes.map(({ stored, changes, closeReason }): Write => {
    const after = applyChanges(scope, stored.attributes, changes, at)
    return { stored, changes, after, closeReason, template: namedTemplate(scope, stored.attributes.owner, changes.template) }
  })
  const activity = activityByCase(scope, writes)
  refuseTooMuchActivity(scope, activity)

  return kibana.store.writeThenThrow(() => {
    const updated: UpdatedCaseAnswer[] = []
    const totals = updatesCountAttachments(kibana.version) ? {} : NO_ATTACHMENTS
    for (const { stored, after } of writes) {
      // A second entry for the same case carries the same version as the first: a conflict for that document alone, which
      // Kibana does not report as an error
      if (updated.some(({ id }) => id === stored.id)) updated.push({ ...toCase(stored, totals), version: '0' })
      else updated.push(toCase(kibana.store.update(stored, after), totals))
    }
    const { counts, error } = syncAlerts(scope, writes)
    // The cases stay updated, but without activity
    if (error) return { result: updated, error }
    const recorded = counts.size === 0 ? activity : activityByCase(scope, writes, counts)
    for (const actions of recorded.values()) recordUserActions(scope, actions)
    return { result: syncsAreCounted(kibana.version) ? updated.map(answer => withSummary(answer, counts.get(answer.id))) : updated }
  })
}

/** The response for a case, with the number of updated alerts, if any. */
const withSummary = (answer: UpdatedCaseAnswer, syncedAlertCount: number | undefined): UpdatedCaseAnswer =>
  syncedAlertCount === undefined ? answer : { ...answer, updateSummary: { syncedAlertCount } }

function findEntry ({ kibana, space }: Scope, sent: UpdateCase): Entry {
  const found = kibana.store.get('cases', sent.id)
  const stored = found?.space === space ? found : undefined
  const { assignees } = sent
  return { sent: assignees ? { ...sent, assignees: [...withoutEmptyAssignees(assignees, kibana.version)] } : sent, stored }
}

const toChange = ({ sent, stored }: KnownEntry, version: Version): Change =>
  ({ stored, changes: changedFields(stored.attributes, sent, version), closeReason: closeReasonOf(stored.attributes, sent) })

const changesSomething = ({ changes }: Change) => Object.keys(changes).length > 0

function refuseUnknownAndStale ({ kibana }: Scope, entries: readonly Entry[], known: readonly KnownEntry[]): void {
  if (known.length < entries.length) throw casesDoNotExist(entries.filter(entry => !isKnown(entry)).map(({ sent }) => sent.id))
  const stale = known.filter(({ sent, stored }) => stored.version !== sent.version)
  if (stale.length > 0) throw casesHaveBeenUpdated(stale.map(({ sent }) => sent.id), kibana.version)
}

const idOf = ({ stored }: Change) => stored.id
const changesOwner = ({ changes }: Change) => changes.owner !== undefined
const changesAssignees = ({ changes }: Change) => changes.assignees !== undefined

function validateChanges (scope: Scope, changes: readonly Change[]): void {
  const { version } = scope.kibana
  if (changes.some(changesOwner)) throw ownerCannotChange(changes.filter(changesOwner).map(idOf), version)
  refuseLongTitles(changes, version)
  if (changes.some(changesAssignees) && !licenseCovers(scope.kibana.license, 'platinum')) {
    throw assigningNeedsPlatinum(changes.filter(changesAssignees).map(idOf))
  }
  validateCloseReasons(changes.flatMap(({ stored: { id, attributes }, changes: { settings = attributes.settings }, closeReason: reason }) =>
    reason === undefined ? [] : { id, owner: attributes.owner, syncAlerts: settings.syncAlerts, reason }))
  for (const { stored, changes: { customFields } } of changes) {
    if (customFields) validateCustomFields(customFields, configuredCustomFields(scope, stored.attributes.owner), version)
  }
  refuseManyAssignees(changes, version)
  for (const change of changes) validateExtendedFieldsOf(scope, change)
  for (const change of changes) ensureClosable(scope, change)
}

/** The updated attributes: changed fields, `updated_*`, and timing fields when the status changes. */
function applyChanges (scope: Scope, before: CaseAttributes, changes: Changes, at: string): CaseAttributes {
  const { assignees, customFields, connector, extended_fields: fields, status } = changes
  const after = draftOf(before)
  after.updated_at = at
  after.updated_by = scope.user
  trimTexts(changes, Object.assign(after, changes), scope.kibana.version)
  if (connector) after.connector = normalizeConnector(connector)
  if (fields) after.extended_fields = mergedFields(before, fields, scope.kibana.version)
  if (assignees) after.assignees = storedAssignees(scope.kibana, assignees)
  if (customFields) after.customFields = fillCustomFields(customFields, configuredCustomFields(scope, before.owner))
  if (status) Object.assign(after, closingFields(before, status, at, scope.user))
  if (status && timesAreMeasured(scope.kibana.version)) Object.assign(after, timingFields(before, status, at))
  return after
}

type Activity = ReadonlyMap<string, readonly UserActionDraft[]>

/** The activity to record for each case; for a case that was sent twice, only that of the last entry. */
function activityByCase ({ kibana: { version } }: Scope, writes: readonly Write[], synced?: SyncedAlerts['counts']): Activity {
  return new Map(writes.map(({ stored, changes, after, closeReason, template }) => [
    stored.id, updateActions(stored, changes, after, { version, closeReason, template, syncedAlertCount: synced?.get(stored.id) }),
  ]))
}

function refuseTooMuchActivity ({ kibana }: Scope, activity: Activity): void {
  for (const [id, actions] of activity) {
    if (!activityHasRoom(kibana, id, actions.length)) throw userActionLimitReached(id)
  }
}
