import { uidsOnly } from '../cases/assignees.js'
import type { UserActionAttributes } from '../documents/user-action.js'
import { recordedCaseAt } from '../cases/record-activity.js'
import { recordedConnector } from '../documents/case-connector.js'
import type { AttachmentAttributes } from '../documents/attachment.js'
import type { CaseAttributes } from '../documents/case.js'
import type { SavedObject } from '../store/saved-object.js'
import type { Version } from '../versions/version.js'

type Step = Omit<UserActionAttributes, 'owner' | 'comment_id'>

function creation (
  {
    title, description, tags, connector, settings, owner, severity, assignees, category, customFields, created_at, created_by,
  }: CaseAttributes, version: Version,
): Step {
  return {
    type: 'create_case',
    action: 'create',
    created_at,
    created_by,
    payload: recordedCaseAt(version)({
      title,
      description,
      tags,
      connector: recordedConnector(connector),
      settings,
      owner,
      status: 'open',
      severity,
      assignees: uidsOnly(assignees),
      category,
      customFields,
    }),
  }
}

function statusChange (
  { status, created_at, created_by, in_progress_at, updated_at, updated_by, closed_at, closed_by }: CaseAttributes,
): Step[] {
  if (status === 'open') return []
  const at = (status === 'closed' ? closed_at : in_progress_at) ?? updated_at ?? created_at
  return [{ type: 'status', action: 'update', created_at: at, created_by: closed_by ?? updated_by ?? created_by, payload: { status } }]
}

function push ({ external_service }: CaseAttributes): Step[] {
  if (!external_service) return []
  const { pushed_at, pushed_by } = external_service
  return [
    {
      type: 'pushed',
      action: 'push_to_service',
      created_at: pushed_at,
      created_by: pushed_by,
      payload: { externalService: external_service },
    },
  ]
}

/**
 * Generates the activity of a hand-written case, leading to its current state: creation, a change of status,
 * and a push, without which the next push would create another incident.
 */
export function activityOfCase ({ attributes }: SavedObject<'cases'>, version: Version): UserActionAttributes[] {
  return [creation(attributes, version), ...statusChange(attributes), ...push(attributes)]
    .map(({ type, action, created_at, created_by, payload }) =>
      ({ type, action, created_at, created_by, owner: attributes.owner, payload, comment_id: null }))
}

/** Generates the activity of a hand-written attachment. */
export function activityOfComment (id: string, attributes: AttachmentAttributes): UserActionAttributes {
  const { created_at, created_by, updated_at, updated_by, pushed_at, pushed_by, ...comment } = attributes
  return { type: 'comment', action: 'create', created_at, created_by, owner: attributes.owner, payload: { comment }, comment_id: id }
}
