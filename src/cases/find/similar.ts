import { Type, type Static } from '@sinclair/typebox'
import { observableTypes } from '../../configure/observable-types.js'
import type { Scope } from '../../kibana/context.js'
import { DEFAULT_PER_PAGE, documentWindow, PagedQuerySchema, pagingKeys } from '../../decoding/paging.js'
import { licenseCovers } from '../../kibana/license.js'
import { CaseSchema, loadCase, NO_ATTACHMENTS, toCase, type SavedCase } from '../case.js'
import { similarCasesNeedPlatinum } from '../../kibana/license-errors.js'
import { readableCases } from './find-filters.js'

// Source: Kibana's cases/common/types/api/case/v1.ts, cases/server/client/cases/similar.ts

export const SimilarCasesBodySchema = PagedQuerySchema(pagingKeys, { nullMeansEmpty: true })
type SimilarCasesBody = Static<typeof SimilarCasesBodySchema>

const SimilarObservableSchema = Type.Object({ typeKey: Type.String(), value: Type.String(), typeLabel: Type.String() })
export const SimilarCasesAnswerSchema = Type.Object({
  cases: Type.Array(
    Type.Intersect([CaseSchema, Type.Object({ similarities: Type.Object({ observables: Type.Array(SimilarObservableSchema) }) })]),
  ),
  page: Type.Number(),
  per_page: Type.Number(),
  total: Type.Integer(),
})
type SimilarCasesAnswer = Static<typeof SimilarCasesAnswerSchema>

/** @throws KibanaError 403, before any other check */
export function ensureSimilarCasesLicensed ({ kibana }: Scope): void {
  if (!licenseCovers(kibana.license, 'platinum')) throw similarCasesNeedPlatinum()
}

/**
 * POST /internal/cases/{case_id}/_similar: cases of the same owner that share observables with a case, and these observables.
 * Attachments are not counted.
 * @throws KibanaError 404 case, 403, 400 page
 */
export function findSimilarCases (scope: Scope, id: string, { page = 1, perPage }: SimilarCasesBody): SimilarCasesAnswer {
  const { id: caseId, attributes: { owner, observables } } = loadCase(scope, id)
  const labels = new Map(observableTypes(scope, owner).map(({ key, label }) => [key, label]))
  const readable = scope.authorization.authorizedOwners('findCases')
  const wanted = new Map(observables.flatMap(({ typeKey, value }) => {
    const typeLabel = labels.get(typeKey)
    // Kibana splits the joined pair again, and so loses what follows a comma in the value
    return typeLabel === undefined ? [] : [[`${typeKey},${value}`, { typeKey, value: value.split(',')[0]!, typeLabel }]]
  }))
  if (wanted.size === 0) return { cases: [], page: 1, per_page: perPage ?? 0, total: 0 }

  const keysOf = ({ attributes }: SavedCase) => new Set(attributes.observables.map(({ typeKey, value }) => `${typeKey},${value}`))
  const similar = readableCases(scope, readable, owner).filter(
    other => other.id !== caseId && [...keysOf(other)].some(key => wanted.has(key)),
  )
  const { from, size } = documentWindow({ page, perPage: perPage ?? DEFAULT_PER_PAGE, version: scope.kibana.version })
  return {
    cases: similar.pageByCreation({ from, size, descending: false }).map(other => {
      const keys = keysOf(other)
      return {
        ...toCase(other, NO_ATTACHMENTS),
        similarities: { observables: [...wanted].filter(([key]) => keys.has(key)).map(([, observable]) => observable) },
      }
    }),
    page,
    per_page: perPage ?? DEFAULT_PER_PAGE,
    total: similar.size,
  }
}
