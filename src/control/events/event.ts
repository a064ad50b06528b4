import { Type, type Static } from '@sinclair/typebox'
import type { UserActionAttributes } from '../../documents/user-action.js'
import { toCase, type Case } from '../../cases/case.js'
import { StringEnumSchema } from '../../decoding/limits.js'
import { printChoice } from '../../input/describe-schema.js'
import type { User } from '../../documents/user.js'
import type { SavedObject } from '../../store/saved-object.js'
import type { Store, Write } from '../../store/store.js'

export const EVENT_TYPES = [
  'case.created', 'case.updated', 'case.pushed', 'case.deleted', 'comment.added', 'comment.updated', 'comment.deleted',
] as const
export const EventTypeSchema = StringEnumSchema(EVENT_TYPES, { description: 'the type of the event' })
const ListenerTypeSchema = StringEnumSchema(['*', ...EVENT_TYPES])
/** The types that a listener receives: one, `*` for all, or a list of these. */
export const ListenerTypesSchema = Type.Union([ListenerTypeSchema, Type.Array(ListenerTypeSchema, { minItems: 1 })], {
  expected: printChoice(['*', ...EVENT_TYPES]),
})
export type EventType = Static<typeof EventTypeSchema>

/** A case event, emitted when its transaction has been committed. */
export interface CaseEvent {
  /** The type of the event. */
  readonly type: EventType
  /** By the server's clock. */
  readonly at: string
  /** The id of the space of the case. */
  readonly space: string
  /** The user; null if Kibana records none. */
  readonly user: User | null
  /** The current case, or the last state of a deleted one. */
  readonly case: Case
  /** The recorded activity. */
  readonly actions: readonly UserActionAttributes[]
}

type Action = SavedObject<'cases-user-actions'>
const COMMENT_EVENTS: Readonly<Record<string, EventType>> = {
  create: 'comment.added', update: 'comment.updated', delete: 'comment.deleted',
}

function typeOf ({ attributes: { type, action } }: Action): EventType {
  switch (type) {
    case 'create_case': return 'case.created'
    case 'pushed': return 'case.pushed'
    case 'comment': return COMMENT_EVENTS[action]!
    default: return 'case.updated'
  }
}

const isOf = <Type extends SavedObject['type']>(type: Type) => (
  savedObject: SavedObject | undefined,
): savedObject is SavedObject<Type> => savedObject?.type === type
const isAction = isOf('cases-user-actions')
const isCase = isOf('cases')

/**
 * Derives events from the activity that a commit recorded. All changes to one case become one `case.updated`; a case
 * written without activity counts as updated.
 */
export function eventsOf (writes: readonly Write[], store: Store, at: string): CaseEvent[] {
  const deleted = writes.flatMap(({ before, after }) => !after && isCase(before) ? [before] : [])
  const written = new Map(writes.flatMap(({ before, after }) => before && isCase(after) ? [[after.id, after] as const] : []))
  const actions = writes.flatMap(({ before, after }) => !before && isAction(after) ? [after] : [])

  const steps: { type: EventType, caseId: string, actions: UserActionAttributes[], user: User | null }[] = []
  for (const action of actions) {
    const type = typeOf(action)
    const caseId = action.caseId!
    written.delete(caseId)
    const same = type === 'case.updated' ? steps.find(step => step.type === type && step.caseId === caseId) : undefined
    if (same) same.actions.push(action.attributes)
    else steps.push({ type, caseId, actions: [action.attributes], user: action.attributes.created_by })
  }
  for (const [caseId, { attributes }] of written) steps.push({ type: 'case.updated', caseId, actions: [], user: attributes.updated_by })

  return [
    ...steps.flatMap(({ caseId, ...step }) => {
      const found = store.get('cases', caseId)
      return found ? [{ ...step, at, space: found.space, case: toCase(found) }] : []
    }),
    ...deleted.map(found => ({ type: 'case.deleted' as const, at, space: found.space, user: null, case: toCase(found), actions: [] })),
  ]
}
