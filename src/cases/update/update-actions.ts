import { isDeepStrictEqual } from 'node:util'
import type { UserActionDraft } from '../record-activity.js'
import { recordedConnector } from '../../documents/case-connector.js'
import { uidsOnly } from '../assignees.js'
import type { SavedCase } from '../case.js'
import { difference, type Changes } from './changes.js'
import type { CaseAttributes, CaseSettings, CustomField } from '../../documents/case.js'
import { completeSettings } from '../complete-settings.js'
import type { Version } from '../../versions/version.js'
import { changedSettingsAreRecorded, extendedFieldsAreChecked, statusIsRecordedLate, syncsAreCounted } from '../versions.js'

type Add = (type: UserActionDraft['type'], action: UserActionDraft['action'], payload: UserActionDraft['payload']) => void

function addListSteps (add: Add, type: 'tags' | 'assignees', before: readonly unknown[], after: readonly unknown[]): void {
  const { added, removed } = difference(before, after)
  if (added.length > 0) add(type, 'add', { [type]: added })
  if (removed.length > 0) add(type, 'delete', { [type]: removed })
}

function addCustomFieldSteps (add: Add, before: readonly CustomField[], after: readonly CustomField[]): void {
  for (const field of after) {
    const stored = before.find(({ key }) => key === field.key)
    const isChanged = stored ? !isDeepStrictEqual(stored, field) : field.value !== null
    if (isChanged) add('customFields', 'update', { customFields: [field] })
  }
}

/** The sent settings that changed; before 9.2, all that were sent. */
function recordedSettings (before: CaseSettings, after: CaseSettings, version: Version): Partial<CaseSettings> {
  if (!changedSettingsAreRecorded(version)) return after
  const old: Record<string, unknown> = completeSettings(before)
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => old[key] !== value))
}

/** Adds one user action for all extended fields whose values changed, if any did. */
function addExtendedFieldsStep (add: Add, before: CaseAttributes, after: CaseAttributes): void {
  const changed = Object.entries(after.extended_fields ?? {}).filter(([key, value]) => before.extended_fields?.[key] !== value)
  if (changed.length > 0) add('extended_fields', 'update', { extended_fields: Object.fromEntries(changed) })
}

/** Details of an update that activity records beside its changes. */
interface Recorded {
  readonly version: Version
  readonly closeReason?: string | undefined
  /** The new template, with its name. */
  readonly template?: object | null | undefined
  /** The number of alerts that were updated, if any. */
  readonly syncedAlertCount?: number | undefined
}

function payloadOf (field: string, value: unknown): UserActionDraft['payload'] {
  // An assignment is twice as fast as a computed key in a literal
  const payload: Record<string, unknown> = {}
  payload[field] = value
  return payload
}

/**
 * The user actions of an update: one per field in the order of the request, except that `status` (from 8.15 on) and then `assignees`
 * come last. Tags and assignees have one for additions and one for removals; each changed custom field has its own.
 * Source: Kibana's cases/server/services/user_actions/operations/create.ts, and how io-ts decodes CasePatchRequestRt of
 * cases/common/types/api/case/v1.ts: the fields of its first part, then the others
 */
export function updateActions (
  { id: caseId, attributes: before }: SavedCase, changes: Changes, after: CaseAttributes,
  { version, closeReason, template, syncedAlertCount }: Recorded,
): UserActionDraft[] {
  const drafts: UserActionDraft[] = []
  const add: Add = (type, action, payload) => { drafts.push({ caseId, owner: before.owner, type, action, payload }) }
  const { connector, status, assignees } = changes
  const isLate = statusIsRecordedLate(version)
  const addStatus = () => {
    const countsAlerts = syncedAlertCount !== undefined && syncsAreCounted(version)
    add('status', 'update', { status, ...(closeReason !== undefined && { closeReason }), ...(countsAlerts && { syncedAlertCount }) })
  }
  for (const field of Object.keys(changes) as (keyof Changes)[]) {
    if (field === 'tags') addListSteps(add, field, before.tags, after.tags)
    else if (field === 'customFields') addCustomFieldSteps(add, before.customFields, after.customFields)
    else if (field === 'settings') add(field, 'update', { settings: recordedSettings(before.settings, after.settings, version) })
    else if (field === 'connector') add(field, 'update', { connector: recordedConnector(connector!) })
    else if (field === 'template') {
      if (extendedFieldsAreChecked(version)) add(field, 'update', { template })
    } else if (field === 'extended_fields') {
      if (extendedFieldsAreChecked(version)) addExtendedFieldsStep(add, before, after)
    } else if (field === 'status') {
      if (!isLate) addStatus()
    // A change of owner was already rejected
    } else if (field !== 'assignees' && field !== 'owner') {
      add(field, 'update', payloadOf(field, after[field]))
    }
  }
  if (status && isLate) addStatus()
  if (assignees) addListSteps(add, 'assignees', uidsOnly(before.assignees), uidsOnly(after.assignees))
  return drafts
}
