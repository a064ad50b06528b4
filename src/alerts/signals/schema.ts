import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { Formerly, In } from '../../versions/schema.js'

const QuerySchema = Type.Object({}, { additionalProperties: true, description: "a query of Elasticsearch's query language" })
const MapSchema = (description: string) => Type.Object({}, { additionalProperties: true, description })

/** Body of a search for alerts; must not be empty. */
export const SearchSignalsBodySchema = Type.Object({
  query: Type.Optional(QuerySchema),
  aggs: Type.Optional(MapSchema('aggregations: terms, cardinality and date_histogram, which can be nested')),
  size: Type.Optional(Type.Integer({ minimum: 0, description: 'the number of alerts to return; 10 if absent' })),
  track_total_hits: Type.Optional(Type.Boolean({ description: 'false leaves out the number of hits' })),
  _source: Type.Optional(Type.Union([Type.Boolean(), Type.String(), Type.Array(Type.String())], {
    description: 'the fields to return; all if absent',
  })),
  fields: Type.Optional(Type.Array(Type.Unknown(), { description: 'fields whose values are returned in addition to the source' })),
  runtime_mappings: Type.Optional(MapSchema('accepted; alerts have no runtime fields here')),
  sort: Type.Optional(Type.Unknown({ description: 'a field, a field with its order, or a list of these' })),
  search_after: Type.Optional(In({ since: '9.5' }, Type.Array(Type.Unknown(), {
    description: 'the sort values of the last hit on the previous page',
  }))),
})
export type SearchSignalsBody = Static<typeof SearchSignalsBodySchema>

const StatusSchema = StringEnumSchema(['open', 'closed', 'acknowledged', 'in-progress'])
/** Reasons for closing an alert, before they became configurable. */
const ReasonSchema = StringEnumSchema(['false_positive', 'duplicate', 'true_positive', 'benign_positive', 'other'])
const reason = Type.Optional(In({ since: '9.2' }, Formerly([{ until: '9.4', schema: ReasonSchema }], Type.String({
  description: 'why alerts are closed',
}))))
const ConflictsSchema = StringEnumSchema(['abort', 'proceed'])
const idsSchema = Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description: 'ids of alerts; unknown ones are ignored' })

/** Body of a change of status, by ids or by a query. */
export const SetSignalsStatusBodySchema = Formerly([{
  until: '8.15',
  schema: Type.Object({
    status: StatusSchema,
    conflicts: Type.Optional(ConflictsSchema),
    signal_ids: Type.Optional(Type.Array(Type.String())),
    query: Type.Optional(QuerySchema),
  }),
}], Type.Union([
  Type.Object({ signal_ids: idsSchema, status: StatusSchema, reason }),
  Type.Object({ query: QuerySchema, status: StatusSchema, conflicts: Type.Optional(ConflictsSchema), reason }),
]))
/** The body as decoded in any version. */
export interface SetSignalsStatusBody {
  readonly status: string
  readonly signal_ids?: readonly string[]
  readonly query?: Static<typeof QuerySchema>
  readonly conflicts?: 'abort' | 'proceed'
  readonly reason?: string
}

const ids = Formerly([{ until: '8.15', schema: Type.Array(Type.String()) }], idsSchema)
const texts = (description: string) => Formerly(
  [{ until: '8.15', schema: Type.Array(Type.String(), { description }) }], Type.Array(Type.String({ minLength: 1 }), { description }),
)

/** Body of a change of tags. */
export const SetSignalTagsBodySchema = Type.Object({
  ids,
  tags: Type.Object({ tags_to_add: texts('tags to add'), tags_to_remove: texts('tags to remove, before others are added') }),
})

/** Body of a change of assignees. */
export const SetSignalAssigneesBodySchema = Type.Object({
  ids,
  assignees: Type.Object({ add: texts('ids of profiles to add'), remove: texts('ids of profiles to remove, before others are added') }),
})

/** The response with the name of a space's alerts index. */
export const AlertsIndexSchema = Type.Object({
  name: Type.String({ description: 'its alias' }), index_mapping_outdated: Type.Boolean({ description: 'always false here' }),
})
