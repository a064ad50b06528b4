import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { Formerly, In } from '../versions/schema.js'
import { LimitedArraySchema } from '../decoding/limits.js'
import { reasonPhrase, type KibanaError } from '../kibana-error.js'
import { CaseSchema, toCase, type Case } from './case.js'
import { caseNotFound, caseNotReadable, tooManyCaseIds } from './errors.js'

// Source: Kibana's cases/common/types/api/case/v1.ts, cases/server/client/cases/bulk_get.ts

const MAX_IDS = 1000

export const BulkGetCasesBodySchema = Type.Object({
  ids: Formerly([{ until: '8.10', schema: Type.Array(Type.String()) }], LimitedArraySchema('ids', Type.String(), 1, MAX_IDS)),
  fields: Type.Optional(In({ until: '8.10' }, Type.Array(Type.String(), { description: 'the keys of cases to return' }))),
}, { additionalProperties: false, nullMeansEmpty: true })
type BulkGetCasesBody = Static<typeof BulkGetCasesBodySchema>

const BulkGetErrorSchema = Type.Object({ error: Type.String(), message: Type.String(), status: Type.Integer(), caseId: Type.String() })
export const BulkGetCasesAnswerSchema = Type.Object({
  cases: Type.Array(Formerly([{ until: '8.10', schema: Type.Partial(CaseSchema) }], CaseSchema)),
  errors: Type.Array(BulkGetErrorSchema),
})
type BulkGetCasesAnswer = Static<typeof BulkGetCasesAnswerSchema>

const toBulkError = ({ statusCode, message }: KibanaError, caseId: string) => (
  { error: reasonPhrase(statusCode), message, status: statusCode, caseId }
)

/**
 * POST /internal/cases/_bulk_get: the cases with these ids; unknown and unreadable ones are listed as errors,
 * unknown ones first.
 * @throws KibanaError 403 if the caller may not read any case, 400 for too many ids, which decoding refuses from 8.10 on
 */
export function bulkGetCases ({ kibana, space, authorization }: Scope, { ids, fields }: BulkGetCasesBody): BulkGetCasesAnswer {
  if (ids.length > MAX_IDS) throw tooManyCaseIds(MAX_IDS)
  const readable = authorization.authorizedOwners('bulkGetCases')
  const cases: Case[] = []
  const unknown: string[] = []
  const forbidden: { id: string, owner: string }[] = []
  for (const id of ids) {
    const found = kibana.store.get('cases', id)
    if (found?.space !== space) unknown.push(id)
    else if (!readable.includes(found.attributes.owner)) forbidden.push({ id, owner: found.attributes.owner })
    else cases.push(toCase(found))
  }
  return {
    cases: fields ? cases.map(found => onlyFields(found, fields)) : cases,
    errors: [
      ...unknown.map(id => toBulkError(caseNotFound(id), id)),
      ...forbidden.map(({ id, owner }) => toBulkError(caseNotReadable(owner), id)),
    ],
  }
}

const ALWAYS: readonly string[] = ['id', 'version', 'owner', 'totalComment', 'totalAlerts']

/** Reduces a case to these keys and those that are always returned. */
const onlyFields = (found: Case, fields: readonly string[]) =>
  Object.fromEntries(Object.entries(found).filter(([key]) => ALWAYS.includes(key) || fields.includes(key))) as Case
