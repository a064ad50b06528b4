import { Type, type Static } from '@sinclair/typebox'

/** Counts of the shards that answered, one per index. */
const ShardsSchema = Type.Object({
  total: Type.Integer(), successful: Type.Integer(), skipped: Type.Integer(), failed: Type.Integer(),
})

const HitSchema = Type.Object({
  _index: Type.String({ description: 'the name of the index itself, not of its alias' }),
  _id: Type.String(),
  _score: Type.Union([Type.Number(), Type.Null()], { description: '1, or 0 with only a filter; null with a sort' }),
  _source: Type.Optional(Type.Unknown({ description: 'the document, or the requested part' })),
  fields: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Unknown()))),
  sort: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number(), Type.Null()]))),
})

/** Elasticsearch's response to a search. */
export const SearchAnswerSchema = Type.Object({
  took: Type.Integer(),
  timed_out: Type.Boolean(),
  _shards: ShardsSchema,
  hits: Type.Object({
    total: Type.Optional(Type.Object({
      value: Type.Integer(), relation: Type.String({ description: 'eq, or gte where counting stopped' }),
    })),
    max_score: Type.Union([Type.Number(), Type.Null()]),
    hits: Type.Array(HitSchema),
  }),
  aggregations: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export type SearchAnswer = Static<typeof SearchAnswerSchema>
