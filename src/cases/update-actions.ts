import { isDeepStrictEqual } from 'node:util'
import type { UserActionDraft } from '../activity/record.js'
import type { SavedCase } from './case.js'
import { difference, type Changes } from './changes.js'
import type { CaseAttributes, CustomField } from './schema.js'

type Step = Pick<UserActionDraft, 'type' | 'action' | 'payload'>

const listSteps = (type: 'tags' | 'assignees', before: readonly unknown[], after: readonly unknown[]): Step[] => {
  const { added, removed } = difference(before, after)
  return [
    ...(added.length > 0 ? [{ type, action: 'add' as const, payload: { [type]: added } }] : []),
    ...(removed.length > 0 ? [{ type, action: 'delete' as const, payload: { [type]: removed } }] : []),
  ]
}

const customFieldSteps = (before: readonly CustomField[], after: readonly CustomField[]): Step[] => after
  .filter(field => {
    const stored = before.find(({ key }) => key === field.key)
    return stored ? !isDeepStrictEqual(stored, field) : field.value !== null
  })
  .map(field => ({ type: 'customFields', action: 'update', payload: { customFields: [field] } }))

function steps (field: keyof Changes, before: CaseAttributes, after: CaseAttributes): Step[] {
  switch (field) {
    case 'tags': case 'assignees': return listSteps(field, before[field], after[field])
    case 'customFields': return customFieldSteps(before.customFields, after.customFields)
    // Refused before it comes here
    case 'owner': return []
    default: return [{ type: field, action: 'update', payload: { [field]: after[field] } }]
  }
}

/**
 * The activity that an update leaves: one step per field in the order of the request, but `assignees` last; for lists one
 * for what came and one for what went; one per custom field.
 * Source: Kibana's cases/server/services/user_actions/operations/create.ts
 */
export function updateActions ({ id, attributes }: SavedCase, changes: Changes, after: CaseAttributes): UserActionDraft[] {
  const { assignees, ...others } = changes
  const fields = Object.keys(assignees ? { ...others, assignees } : others) as (keyof Changes)[]
  return fields.flatMap(field => steps(field, attributes, after)).map(step => ({ caseId: id, owner: attributes.owner, ...step }))
}
