import { Type } from '@sinclair/typebox'
import { NullableSchema } from '../../decoding/limits.js'
import { EffectSchema } from '../faults/effect-schema.js'
import { FilterSchema } from './filter.js'

const TextsSchema = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))

/** A request as the journal shows it. */
export const RecordedRequestSchema = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  method: Type.String(),
  path: Type.String(),
  query: TextsSchema,
  url: Type.String(),
  space: Type.String(),
  user: NullableSchema(Type.String()),
  route: NullableSchema(Type.String()),
  headers: TextsSchema,
  body: Type.Unknown(),
  status: NullableSchema(Type.Integer()),
  answer: Type.Unknown(),
  duration: NullableSchema(Type.Number()),
  refusedBy: NullableSchema(Type.String()),
  fault: NullableSchema(Type.Object({ id: Type.String(), effect: EffectSchema })),
})

/** The filter as query parameters, `status` and `method` as often as wanted; without `body`, which is no text. */
export const RequestsQuerySchema = Type.Object({
  ...Type.Omit(FilterSchema, ['body']).properties,
  /** Goes on with every further request, as server-sent events. */
  follow: Type.Optional(Type.Boolean()),
  /** An HTTP Archive in place of our own form. */
  format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('har')], { expected: '"json" or "har"' })),
}, { additionalProperties: false })
