import { Type, type Static, type TSchema, type TUnsafe } from '@sinclair/typebox'
import { LimitedArraySchema, StringEnumSchema } from '../../decoding/limits.js'
import { PagedQuerySchema, pagingKeys } from '../../decoding/paging.js'
import { CaseSchema } from '../case.js'
import { CaseSeveritySchema, CaseStatusSchema } from '../../documents/case.js'
import { Formerly, In } from '../../versions/schema.js'
import { FORMER_SEARCH_FIELDS, SEARCH_FIELDS } from './search-fields.js'

// Source: Kibana's cases/common/types/api/case/v1.ts. The order of the keys is the order of the messages.

const MAX_VALUES_PER_FILTER = 100

const manyOrOne = <Schema extends TSchema>(schema: Schema) => Type.Union([Type.Array(schema), schema])
const filterSchema = (fieldName: string) => Formerly(
  [{ until: '8.10', schema: manyOrOne(Type.String()) }],
  Type.Union([LimitedArraySchema(fieldName, Type.String(), 0, MAX_VALUES_PER_FILTER), Type.String()]),
)
/** One value, or several from 8.12 on. */
const oneOrLaterMany = <Schema extends TSchema>(schema: Schema) =>
  Formerly([{ until: '8.12', schema }], Type.Union([schema, Type.Array(schema)]))

/** The owners of a list; by default all that the caller may read. */
export const OwnersQuerySchema = Type.Object({ owner: Type.Optional(manyOrOne(Type.String())) }, { additionalProperties: false })
export type OwnersQuery = Static<typeof OwnersQuerySchema>

const CustomFieldFiltersSchema = Type.Record(
  Type.String(),
  Type.Array(Type.Union([Type.String(), Type.Boolean(), Type.Number(), Type.Null()])),
)
export type CustomFieldFilters = Static<typeof CustomFieldFiltersSchema>

export const SORT_FIELDS = ['title', 'category', 'createdAt', 'updatedAt', 'closedAt', 'status', 'severity'] as const
export type SortField = typeof SORT_FIELDS[number]

export const FindCasesQuerySchema = PagedQuerySchema({
  customFields: Type.Optional(In({ since: '8.12' }, CustomFieldFiltersSchema)),
  type: Type.Optional(In({ until: '8.1' }, StringEnumSchema(['collection', 'individual']))),
  tags: Type.Optional(filterSchema('tags')),
  status: Type.Optional(oneOrLaterMany(CaseStatusSchema)),
  severity: Type.Optional(In({ since: '8.3' }, oneOrLaterMany(CaseSeveritySchema))),
  assignees: Type.Optional(In({ since: '8.5' }, filterSchema('assignees'))),
  reporters: Type.Optional(filterSchema('reporters')),
  defaultSearchOperator: Type.Optional(StringEnumSchema(['AND', 'OR'])),
  from: Type.Optional(In({ since: '8.3' }, Type.String())),
  fields: Type.Optional(In({ until: '8.9' }, manyOrOne(Type.String()))),
  search: Type.Optional(Type.String()),
  rootSearchFields: Type.Optional(In({ until: '8.10' }, Type.Array(Type.String()))),
  searchFields: Type.Optional(Formerly([
    { until: '8.9', schema: manyOrOne(Type.String()) },
    { until: '8.10', schema: manyOrOne(StringEnumSchema(FORMER_SEARCH_FIELDS)) },
  ], manyOrOne<TUnsafe<string>>(StringEnumSchema(SEARCH_FIELDS, { lifespans: { 'incremental_id.text': { since: '9.2' } } })))),
  sortField: Type.Optional(Formerly([{ until: '8.10', schema: Type.String() }], StringEnumSchema(SORT_FIELDS))),
  sortOrder: Type.Optional(StringEnumSchema(['desc', 'asc'])),
  to: Type.Optional(In({ since: '8.3' }, Type.String())),
  owner: Type.Optional(manyOrOne(Type.String())),
  category: Type.Optional(In({ since: '8.9' }, filterSchema('category'))),
  ...pagingKeys,
}, { nullMeansEmpty: true })
export type FindCasesQuery = Static<typeof FindCasesQuerySchema>

export const FindCasesAnswerSchema = Type.Object({
  page: Type.Number(),
  per_page: Type.Number(),
  total: Type.Integer(),
  /** Before 8.9, the parameter `fields` selects the keys. */
  cases: Formerly([{ until: '8.9', schema: Type.Array(Type.Partial(CaseSchema)) }], Type.Array(CaseSchema)),
  count_open_cases: Type.Integer(),
  count_in_progress_cases: Type.Integer(),
  count_closed_cases: Type.Integer(),
})
export type FindCasesAnswer = Static<typeof FindCasesAnswerSchema>
