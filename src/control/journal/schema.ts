import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { FilterSchema } from './filter.js'

/** A page of the request log. */
export const PageSchema = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, description: 'at most this many', examples: [10] })),
  order: Type.Optional(StringEnumSchema(['asc', 'desc'], {
    description: 'oldest first (asc, the default) or newest first', examples: ['desc'],
  })),
  before: Type.Optional(Type.Integer({ description: 'only requests with a smaller id: the next page of desc', examples: [12] })),
}, { additionalProperties: false })
export type Page = Static<typeof PageSchema>

/** The filter as query parameters, `status` and `method` repeatable; without `body`, which is not a string. */
export const RequestsQuerySchema = Type.Object({
  ...Type.Omit(FilterSchema, ['body', 'path']).properties,
  path: Type.Optional(
    Type.String({ description: 'the path without base path, space and query; `*` matches anything but a slash, `**` anything' }),
  ),
  ...PageSchema.properties,
  follow: Type.Optional(Type.Boolean({ description: 'stays open and sends every further request as a server-sent event' })),
  format: Type.Optional(
    StringEnumSchema(['json', 'har'], { description: 'har: an HTTP Archive' }),
  ),
}, { additionalProperties: false })
