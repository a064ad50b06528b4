import { Type, type Static } from '@sinclair/typebox'
import { AttachmentSchema } from '../attachments/schema.js'
import type { Scope } from '../context.js'
import type { SavedObject } from '../store/saved-object.js'
import { CaseAttributesSchema, type CaseAttributes } from './schema.js'
import { caseNotFound } from './errors.js'

/** The case of GET: without `comments`. */
export const CaseWithoutCommentsSchema = Type.Intersect([
  Type.Object({ id: Type.String(), version: Type.String() }),
  CaseAttributesSchema,
])

/** The case of all other answers. */
export const CaseSchema = Type.Intersect([
  CaseWithoutCommentsSchema,
  Type.Object({ comments: Type.Array(AttachmentSchema) }),
])
export type Case = Static<typeof CaseSchema>

export type SavedCase = SavedObject<'cases'>

/** What an answer says of a case's attachments; the counters kept with the case unless said. */
export interface Attachments {
  readonly comments: Case['comments']
  readonly totalComment: number
  readonly totalAlerts: number
}

/** For answers that don't look for attachments, and say so of a case that has some too. */
export const NO_ATTACHMENTS: Attachments = { comments: [], totalComment: 0, totalAlerts: 0 }

const TIMING_FIELDS = ['in_progress_at', 'time_to_acknowledge', 'time_to_investigate', 'time_to_resolve'] as const

/** A case's fields while they are being changed. */
type WritableAttributes = { -readonly [Field in keyof CaseAttributes]: CaseAttributes[Field] }

/**
 * Adds a case's fields to an object. One by one: to spread as many takes ten times as long, and gives copies of copies ever new
 * hidden classes.
 */
function withFields<Head extends object> (head: Head, from: CaseAttributes): Head & WritableAttributes {
  const to: Partial<WritableAttributes> = head
  to.totalComment = from.totalComment
  to.totalAlerts = from.totalAlerts
  to.owner = from.owner
  to.title = from.title
  to.description = from.description
  to.tags = from.tags
  to.status = from.status
  to.severity = from.severity
  to.category = from.category
  to.assignees = from.assignees
  to.settings = from.settings
  to.connector = from.connector
  to.customFields = from.customFields
  to.observables = from.observables
  to.external_service = from.external_service
  to.duration = from.duration
  to.created_at = from.created_at
  to.created_by = from.created_by
  to.updated_at = from.updated_at
  to.updated_by = from.updated_by
  to.closed_at = from.closed_at
  to.closed_by = from.closed_by
  for (const field of TIMING_FIELDS) if (from[field] !== undefined) Object.assign(to, { [field]: from[field] })
  // TypeScript does not see that none is missing; the answers of every test are held against their schema
  return to as Head & WritableAttributes
}

/** A copy to be changed. */
export const draftOf = (attributes: CaseAttributes): WritableAttributes => withFields({}, attributes)

/** A case as answers carry it. */
export function toCase ({ id, version, attributes }: SavedCase, attachments?: Attachments): Case {
  const answer: Case = withFields({ id, version, comments: [] }, attributes)
  return attachments ? Object.assign(answer, attachments) : answer
}

/**
 * The case of that id in the request's space.
 * @throws KibanaError 404
 */
export function loadCase ({ kibana, space }: Scope, id: string): SavedCase {
  const found = kibana.store.get('cases', id)
  if (found?.space !== space) throw caseNotFound(id)
  return found
}
