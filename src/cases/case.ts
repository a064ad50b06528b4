import { Type, type Static } from '@sinclair/typebox'
import { AttachmentSchema } from '../documents/attachment.js'
import type { Scope } from '../kibana/context.js'
import { fieldCopier } from '../store/field-copier.js'
import type { SavedObject } from '../store/saved-object.js'
import { CaseAttributesSchema } from '../documents/case.js'
import { caseNotFound } from './errors.js'

/** The case of GET: without `comments`. */
export const CaseWithoutCommentsSchema = Type.Intersect([
  Type.Object({ id: Type.String(), version: Type.String() }),
  CaseAttributesSchema,
])

export type CaseWithoutComments = Static<typeof CaseWithoutCommentsSchema>

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

type Head = Pick<Case, 'id' | 'version'>

/** A copy to be changed. */
export const draftOf = fieldCopier(CaseAttributesSchema)
const copyAfterHead = fieldCopier<typeof CaseAttributesSchema, Head>(CaseAttributesSchema, ['id', 'version'])
const copyAfterComments = fieldCopier<typeof CaseAttributesSchema, Head & Pick<Case, 'comments'>>(CaseAttributesSchema, ['id', 'version', 'comments'])

/** A case as most answers carry it. */
export function toCase ({ id, version, attributes }: SavedCase, attachments?: Attachments): Case {
  const answer = copyAfterComments(attributes, { id, version, comments: attachments?.comments ?? [] })
  if (attachments) {
    answer.totalComment = attachments.totalComment
    answer.totalAlerts = attachments.totalAlerts
  }
  return answer
}

/** The case of GET. */
export const toCaseWithoutComments = ({ id, version, attributes }: SavedCase): CaseWithoutComments => copyAfterHead(attributes, { id, version })

/**
 * The case of that id in the request's space.
 * @throws KibanaError 404
 */
export function loadCase ({ kibana, space }: Scope, id: string): SavedCase {
  const found = kibana.store.get('cases', id)
  if (found?.space !== space) throw caseNotFound(id)
  return found
}
