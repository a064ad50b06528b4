import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { LimitedArraySchema, StringEnumSchema } from '../../decoding/limits.js'
import { pagingKeys } from '../../decoding/paging.js'
import { CaseSchema } from '../case.js'
import { CaseSeveritySchema, CaseStatusSchema } from '../../documents/case.js'
import { SEARCH_FIELDS } from './search-fields.js'

// Source: Kibana's cases/common/types/api/case/v1.ts. The order of the keys is the order of the messages.

const MAX_VALUES_PER_FILTER = 100
export const MAX_CASES_PER_PAGE = 100

const oneOrMany = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Array(schema)])
const manyOrOne = <Schema extends TSchema>(schema: Schema) => Type.Union([Type.Array(schema), schema])
const filterSchema = (fieldName: string) => Type.Union([LimitedArraySchema(fieldName, Type.String(), 0, MAX_VALUES_PER_FILTER), Type.String()])

/** Which owners a list is about; all that the caller may read when it is not said. */
export const OwnersQuerySchema = Type.Object({ owner: Type.Optional(manyOrOne(Type.String())) }, { additionalProperties: false })
export type OwnersQuery = Static<typeof OwnersQuerySchema>

export const CustomFieldFiltersSchema = Type.Record(
  Type.String(),
  Type.Array(Type.Union([Type.String(), Type.Boolean(), Type.Number(), Type.Null()])),
)
export type CustomFieldFilters = Static<typeof CustomFieldFiltersSchema>

export const SORT_FIELDS = ['title', 'category', 'createdAt', 'updatedAt', 'closedAt', 'status', 'severity'] as const
export type SortField = typeof SORT_FIELDS[number]

export const FindCasesQuerySchema = Type.Object({
  customFields: Type.Optional(CustomFieldFiltersSchema),
  tags: Type.Optional(filterSchema('tags')),
  status: Type.Optional(oneOrMany(CaseStatusSchema)),
  severity: Type.Optional(oneOrMany(CaseSeveritySchema)),
  assignees: Type.Optional(filterSchema('assignees')),
  reporters: Type.Optional(filterSchema('reporters')),
  defaultSearchOperator: Type.Optional(StringEnumSchema(['AND', 'OR'])),
  from: Type.Optional(Type.String()),
  search: Type.Optional(Type.String()),
  searchFields: Type.Optional(manyOrOne(StringEnumSchema(SEARCH_FIELDS))),
  sortField: Type.Optional(StringEnumSchema(SORT_FIELDS)),
  sortOrder: Type.Optional(StringEnumSchema(['desc', 'asc'])),
  to: Type.Optional(Type.String()),
  owner: Type.Optional(manyOrOne(Type.String())),
  category: Type.Optional(filterSchema('category')),
  ...pagingKeys(),
}, { additionalProperties: false, maxPerPage: MAX_CASES_PER_PAGE, nullMeansEmpty: true })
export type FindCasesQuery = Static<typeof FindCasesQuerySchema>

export const FindCasesAnswerSchema = Type.Object({
  page: Type.Number(),
  per_page: Type.Number(),
  total: Type.Integer(),
  cases: Type.Array(CaseSchema),
  count_open_cases: Type.Integer(),
  count_in_progress_cases: Type.Integer(),
  count_closed_cases: Type.Integer(),
})
export type FindCasesAnswer = Static<typeof FindCasesAnswerSchema>
