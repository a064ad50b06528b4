import { Type, type Static } from '@sinclair/typebox'
import { loadCase } from '../cases/case.js'
import { compareTexts } from '../documents/keyword-order.js'
import type { Scope } from '../kibana/context.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { DEFAULT_PER_PAGE, pageOf, PagedQuerySchema, pagingKeys } from '../decoding/paging.js'
import type { Version } from '../versions/version.js'
import { changedCommentsAreUserActivity } from './versions.js'
import type { SavedObject } from '../store/saved-object.js'
import { USER_ACTION_TYPES, UserActionAttributesSchema, type UserActionAttributes } from '../documents/user-action.js'

// Source: Kibana's cases/common/types/api/user_action/v1.ts, cases/server/client/user_actions/find.ts,
// cases/server/services/user_actions/operations/find.ts

const TYPE_GROUPS = ['action', 'alert', 'user', 'attachment'] as const
const SearchedTypeSchema = StringEnumSchema([...USER_ACTION_TYPES, ...TYPE_GROUPS], {
  lifespans: {
    category: { since: '8.9' },
    customFields: { since: '8.11' },
    observables: { since: '9.2' },
    template: { since: '9.4' },
    extended_fields: { since: '9.4' },
  },
})

export const FindUserActionsQuerySchema = PagedQuerySchema({
  types: Type.Optional(Type.Array(SearchedTypeSchema)),
  sortOrder: Type.Optional(StringEnumSchema(['asc', 'desc'])),
  ...pagingKeys,
})
export type FindUserActionsQuery = Static<typeof FindUserActionsQuerySchema>

/** A user action in a response: its attributes, id and version. */
const UserActionSchema = Type.Intersect([Type.Object({ id: Type.String(), version: Type.String() }), UserActionAttributesSchema])

export const FoundUserActionsSchema = Type.Object({
  userActions: Type.Array(UserActionSchema),
  page: Type.Number(),
  perPage: Type.Number(),
  total: Type.Integer(),
})
type FoundUserActions = Static<typeof FoundUserActionsSchema>

export type SavedUserAction = SavedObject<'cases-user-actions'>

/** Returns the type of the attachment that a user action refers to, if any. */
export function attachmentType ({ payload: { comment } }: UserActionAttributes): unknown {
  return typeof comment === 'object' && comment !== null && 'type' in comment ? comment.type : undefined
}

/** The types in each group; any other value is a type itself. */
const GROUP_RULES: Readonly<Record<typeof TYPE_GROUPS[number], (attributes: UserActionAttributes, version: Version) => boolean>> = {
  action: attributes => attachmentType(attributes) !== 'user',
  alert: attributes => attachmentType(attributes) === 'alert',
  user: (attributes, version) => attachmentType(attributes) === 'user' &&
    (attributes.action === 'create' || changedCommentsAreUserActivity(version)),
  attachment: attributes => ['persistableState', 'externalReference'].includes(String(attachmentType(attributes))),
}
const isGroup = (type: Static<typeof SearchedTypeSchema>): type is typeof TYPE_GROUPS[number] => Object.hasOwn(GROUP_RULES, type)

const isOfType = (type: Static<typeof SearchedTypeSchema>, attributes: UserActionAttributes, version: Version) =>
  isGroup(type) ? GROUP_RULES[type](attributes, version) : attributes.type === type

/** The activity of a case, in the order in which it was recorded. */
export function userActionsOf ({ kibana, space }: Scope, caseId: string): SavedUserAction[] {
  return kibana.store.ofCase('cases-user-actions', caseId).filter(action => action.space === space)
}

/** Sorts by time; equal times keep their order. */
export function byTime (a: SavedUserAction, b: SavedUserAction): number {
  return compareTexts(a.attributes.created_at, b.attributes.created_at)
}

/**
 * GET /api/cases/{case_id}/user_actions/_find: a page of a case's activity, oldest first by default. User actions with the same
 * time stay in recorded order in both directions.
 * @throws KibanaError 403 when the caller may read no activity at all, 404, 403 for the case, 400 for the page
 */
export function findUserActions (scope: Scope, caseId: string, query: FindUserActionsQuery): FoundUserActions {
  const { version: kibanaVersion } = scope.kibana
  const { types = [], sortOrder = 'asc', page = 1, perPage = DEFAULT_PER_PAGE } = query
  const owners = scope.authorization.authorizedOwners('findUserActions')
  scope.authorization.ensure('resolveCase', [loadCase(scope, caseId).attributes.owner])

  const found = userActionsOf(scope, caseId).filter(({ attributes }) =>
    owners.includes(attributes.owner) && (types.length === 0 || types.some(type => isOfType(type, attributes, kibanaVersion))))
  found.sort(sortOrder === 'asc' ? byTime : (a, b) => byTime(b, a))
  return {
    userActions: pageOf(found, { page, perPage, version: kibanaVersion })
      .map(({ id, version, attributes }) => ({ id, version, ...attributes })),
    page,
    perPage,
    total: found.length,
  }
}
