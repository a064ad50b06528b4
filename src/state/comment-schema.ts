import { Type, type Static, type TSchema, type TUnsafe } from '@sinclair/typebox'
import { AttachmentRequestSchema, AttachmentStampsSchema, type AttachmentRequest } from '../documents/attachment.js'
import { withoutKeys } from '../input/without-keys.js'
import { draftProperties, entrySchema, idSchema, OwnerSchema, type Draft } from './draft-schema.js'

export const CaseIdSchema = idSchema('the id of its case')

interface OfItsCase {
  /** The owner; by default that of its case. */
  owner?: string
}
interface CommentByDefault {
  /** The type; `user` (a comment) if absent. */
  type?: 'user'
}
type AsSent<Request> = Request extends { type: 'user' }
  ? Omit<Request, 'owner' | 'type'> & CommentByDefault & OfItsCase
  : Request extends AttachmentRequest ? Omit<Request, 'owner'> & OfItsCase : never
/** An attachment as a client would send it (`type` defaults to `user`), with the stamps of responses. */
export type CommentDraft = AsSent<AttachmentRequest> & Omit<Draft<Static<typeof AttachmentStampsSchema>>, 'space'>
/** An attachment with the id of its case. */
export type ListedCommentDraft = CommentDraft & {
  /** The id of its case. */
  case_id: string
}

// Attachments and activity are in the same space as their case
const stampProperties = withoutKeys(draftProperties(AttachmentStampsSchema), ['space'])
const commentSchema = <Entry>(
  extra: Record<string, TSchema>,
) => Type.Union(AttachmentRequestSchema.anyOf.map(({ properties: { type, owner: _, ...rest } }) => entrySchema({
    ...stampProperties,
    ...extra,
    type: type.const === 'user' ? Type.Optional({ ...type, description: 'a comment; the default' }) : type,
    owner: Type.Optional({ ...OwnerSchema, description: 'the owner of its case' }),
    ...rest,
  }))) as TSchema as TUnsafe<Entry>
export const CommentDraftSchema = commentSchema<CommentDraft>({})
export const ListedCommentDraftSchema = commentSchema<ListedCommentDraft>({ case_id: CaseIdSchema })
