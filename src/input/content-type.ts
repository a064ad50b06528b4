import { Type } from '@sinclair/typebox'

/** A content type as a header can have it: Fastify silently replaces any other. */
export const ContentTypeSchema = Type.String({
  pattern: '^[\\w.+-]+/[\\w.+-]+( *;[ -~]*)?$',
  expected: 'a content type such as "text/html"',
  description: 'content type of the body; by default JSON or, for a text, HTML or plain text',
})
