import { Type, type Static } from '@sinclair/typebox'
import { LimitedArraySchema } from '../decoding/limits.js'
import { Formerly } from '../versions/schema.js'
import { REQUEST_NAME, AttachmentRequestSchema } from '../documents/attachment.js'

/** Replaces the whole attachment with this id, if it still has this version. */
export const UpdateAttachmentBodySchema = Type.Intersect([
  AttachmentRequestSchema,
  Type.Object({ id: Type.String(), version: Type.String() }),
], { codecName: `(${REQUEST_NAME} & {| id: string, version: string |})` })
export type UpdateAttachmentBody = Static<typeof UpdateAttachmentBodySchema>

export const BulkCreateAttachmentsBodySchema = Formerly(
  [{ until: '8.10', schema: Type.Array(AttachmentRequestSchema) }], LimitedArraySchema('attachments', AttachmentRequestSchema, 0, 100),
)
export const BulkGetAttachmentsBodySchema = Type.Object({
  ids: Formerly([{ until: '8.10', schema: Type.Array(Type.String()) }], LimitedArraySchema('ids', Type.String(), 1, 100)),
}, { codecName: '{| ids: LimitedArray |}' })

export const AttachmentParamsSchema = Type.Object({ case_id: Type.String(), comment_id: Type.String() })
export const AlertParamsSchema = Type.Object({ alert_id: Type.String() })
