import type { Static } from '@sinclair/typebox'
import type { Scope } from '../../kibana/context.js'
import { valuesAt, withField } from '../fields.js'
import type { UpdateByQuery } from '../update-by-query.js'
import { updateAlerts } from './alerts-of-space.js'
import { duplicateAssignees, duplicateTags, invalidTriage, NO_ALERT_IDS } from './errors.js'
import type { SetSignalAssigneesBodySchema, SetSignalTagsBodySchema } from './schema.js'

interface Changes { readonly add: readonly string[], readonly remove: readonly string[] }

/** Changes a field of alerts that holds a list: removals first, then additions without duplicates, in order. */
function changeList (scope: Scope, ids: readonly string[], field: string, { add, remove }: Changes): UpdateByQuery {
  const wanted = new Set(ids)
  return updateAlerts(scope, ({ id }) => wanted.has(id), source => {
    const kept = valuesAt(source, field).filter(value => !remove.includes(String(value)))
    return withField(source, field, [...new Set([...kept, ...add])])
  })
}

const both = ({ add, remove }: Changes) => add.filter(value => remove.includes(value))

/** @throws SecurityError 400 */
function ensureValid (ids: readonly string[], changes: Changes, duplicate: (values: readonly string[]) => string): void {
  const repeated = both(changes)
  const problems = [...ids.length === 0 ? [NO_ALERT_IDS] : [], ...repeated.length > 0 ? [duplicate(repeated)] : []]
  if (problems.length > 0) throw invalidTriage(problems)
}

/**
 * POST /api/detection_engine/signals/tags.
 * @throws SecurityError 400, 409
 * Source: Kibana's security_solution/server/lib/detection_engine/routes/signals/{set_alert_tags_route,helpers}.ts
 */
export function setSignalTags (scope: Scope, { ids, tags }: Static<typeof SetSignalTagsBodySchema>): UpdateByQuery {
  const changes = { add: tags.tags_to_add, remove: tags.tags_to_remove }
  ensureValid(ids, changes, duplicateTags)
  return changeList(scope, ids, 'kibana.alert.workflow_tags', changes)
}

/**
 * POST /api/detection_engine/signals/assignees.
 * @throws SecurityError 400, 409
 * Source: Kibana's security_solution/server/lib/detection_engine/routes/signals/{set_alert_assignees_route,helpers}.ts
 */
export function setSignalAssignees (scope: Scope, { ids, assignees }: Static<typeof SetSignalAssigneesBodySchema>): UpdateByQuery {
  ensureValid(ids, assignees, duplicateAssignees)
  return changeList(scope, ids, 'kibana.alert.workflow_assignee_ids', assignees)
}
