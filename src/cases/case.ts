import { Type, type Static } from '@sinclair/typebox'
import { AttachmentSchema } from '../documents/attachment.js'
import type { Scope } from '../kibana/context.js'
import { In } from '../versions/schema.js'
import type { SavedObject } from '../store/saved-object.js'
import { CaseAttributesSchema, type CaseAttributes } from '../documents/case.js'
import { completeSettings } from './complete-settings.js'
import { caseNotFound } from './errors.js'

/** A case as GET returns it: without `comments`. */
export const CaseWithoutCommentsSchema = Type.Intersect([
  Type.Object({
    id: Type.String({ description: 'the id of the case' }),
    version: Type.String({ description: 'its version, which an update must name' }),
    type: Type.Optional(In({ until: '8.1' }, Type.Literal('individual', { description: 'the type of the case, in 8.0' }))),
  }),
  CaseAttributesSchema,
  Type.Object({ total_observables: In({ since: '9.3' }, Type.Integer({ description: 'the number of observables' })) }),
])

export type CaseWithoutComments = Static<typeof CaseWithoutCommentsSchema>

// Before 8.9, attributes came in the order they were stored in: those of the request first, references last
const FORMER_ATTRIBUTES = [
  'type', 'description', 'title', 'tags', 'settings', 'owner', 'duration', 'severity', 'closed_at', 'closed_by', 'created_at', 'created_by',
  'status', 'updated_at', 'updated_by', 'assignees', 'connector', 'external_service',
]
const formerly = (...first: readonly string[]) => ({ until: '8.9', keys: [...first, ...FORMER_ATTRIBUTES] } as const)

/** A case in all other responses. */
export const CaseSchema = Type.Intersect([
  CaseWithoutCommentsSchema,
  Type.Object({ comments: Type.Array(AttachmentSchema, { description: 'the attachments' }) }),
], { formerOrder: formerly('id', 'version', 'comments', 'totalComment', 'totalAlerts') })

/** A case in responses to changes of its attachments. */
export const CommentedCaseSchema: typeof CaseSchema =
  { ...CaseSchema, formerOrder: formerly('comments', 'totalAlerts', 'id', 'version', 'totalComment') }
export type Case = Static<typeof CaseSchema>

/** A case in the response to an update. */
export const UpdatedCaseSchema = Type.Intersect([
  CaseSchema,
  Type.Object({
    updateSummary: Type.Optional(In({ since: '9.4' }, Type.Object({
      syncedAlertCount: Type.Integer({ description: 'the number of alerts that got the status of the case' }),
    }, { description: 'effects on other documents' }))),
  }),
])
export type UpdatedCaseAnswer = Static<typeof UpdatedCaseSchema>

export type SavedCase = SavedObject<'cases'>

/** The attachments in a response, with their totals. A response that leaves a total out gets the one stored with the case. */
export interface Attachments {
  readonly comments: Case['comments']
  readonly totalComment: number
  readonly totalAlerts: number
  readonly totalEvents: number
}

/** For responses that report no attachments, even for a case that has some. */
export const NO_ATTACHMENTS: Attachments = { comments: [], totalComment: 0, totalAlerts: 0, totalEvents: 0 }

/** A response under construction; its keys are set in Kibana's order. */
type Draft = { -readonly [Key in keyof Case]?: Case[Key] | undefined }

/**
 * The attributes of every response, in Kibana's order. A plain literal, to which callers assign the last keys: a spread takes ten
 * times as long. A missing value is undefined, which JSON leaves out.
 */
const attributesOf = (from: CaseAttributes): Draft => ({
  title: from.title,
  description: from.description,
  tags: from.tags,
  owner: from.owner,
  assignees: from.assignees,
  category: from.category,
  customFields: from.customFields,
  observables: from.observables,
  connector: from.connector,
  severity: from.severity,
  status: from.status,
  settings: completeSettings(from.settings),
  duration: from.duration,
  closed_at: from.closed_at,
  closed_by: from.closed_by,
  created_at: from.created_at,
  created_by: from.created_by,
  updated_at: from.updated_at,
  updated_by: from.updated_by,
  total_observables: from.observables.length,
  external_service: from.external_service,
  in_progress_at: from.in_progress_at,
  time_to_acknowledge: from.time_to_acknowledge,
  time_to_investigate: from.time_to_investigate,
  time_to_resolve: from.time_to_resolve,
  incremental_id: from.incremental_id,
  template: from.template,
  extended_fields: from.extended_fields,
})

/** Converts a case to the form of GET. */
export function toCaseWithoutComments (
  { id, version, attributes: from }: SavedCase, attachments: Partial<Attachments> = {},
): CaseWithoutComments {
  const answer = attributesOf(from)
  answer.id = id
  answer.version = version
  answer.totalComment = attachments.totalComment ?? from.totalComment
  answer.totalAlerts = attachments.totalAlerts ?? from.totalAlerts
  answer.totalEvents = attachments.totalEvents ?? from.totalEvents
  return answer as CaseWithoutComments
}

/** Converts a case to the form of most responses. */
export function toCase (savedCase: SavedCase, attachments: Partial<Attachments> = {}): Case {
  const answer = toCaseWithoutComments(savedCase, attachments) as Draft
  answer.comments = attachments.comments ?? []
  return answer as Case
}

/** Converts a case to the form of responses to pushes and to changes of its attachments: the last keys are in another order. */
export function toCommentedCase ({ id, version, attributes: from }: SavedCase, attachments: Attachments): Case {
  const answer = attributesOf(from)
  answer.totalAlerts = attachments.totalAlerts
  answer.totalEvents = attachments.totalEvents
  answer.id = id
  answer.version = version
  answer.totalComment = attachments.totalComment
  answer.comments = attachments.comments
  return answer as Case
}

/**
 * Returns the case with this id in the request's space.
 * @throws KibanaError 404
 */
export function loadCase ({ kibana, space }: Scope, id: string): SavedCase {
  const found = kibana.store.get('cases', id)
  if (found?.space !== space) throw caseNotFound(id)
  return found
}
