import { Type } from '@sinclair/typebox'
import { decoder } from '../decoding/decode.js'
import { removeCaseIds } from '../alerts/case-ids.js'
import type { Scope } from '../kibana/context.js'
import type { Version } from '../versions/version.js'
import { LimitedArraySchema } from '../decoding/limits.js'
import { loadCase } from './case.js'
import { recordUserActions } from './record-activity.js'
import { activityOutlivesItsCase, deletionsAreLimited } from './versions.js'

/** The query as Kibana's router accepts it; Cases then decodes the ids. */
export const RemoveCasesQuerySchema = Type.Object({ ids: Type.Array(Type.String()) }, { additionalProperties: false })

// Source: Kibana's cases/common/types/api/case/v1.ts (CasesDeleteRequestRt), cases/common/schema/index.ts (NonEmptyString)
const CaseIdSchema = Type.String({ fieldName: 'id', minLength: 0, pattern: '\\S', patternMessage: 'string must have length >= 1' })
const decodeLimitedIds = decoder(LimitedArraySchema('ids', CaseIdSchema, 1, 100))
const decodeAnyIds = decoder(Type.Array(CaseIdSchema))

/** @throws KibanaError 400 */
export function decodeCaseIds (ids: unknown, version: Version): string[] {
  const decode = deletionsAreLimited(version) ? decodeLimitedIds : decodeAnyIds
  return decode(ids, version)
}

/** Types of documents that are deleted with their case. */
const CHILD_TYPES = ['cases-comments', 'file'] as const

/**
 * DELETE /api/cases: deletes cases with their attachments, files and activity, all or none. Repeated ids count once.
 * @throws KibanaError 404 for the first unknown id, 403
 * Source: Kibana's cases/server/client/cases/delete.ts
 */
export function removeCases (scope: Scope, ids: readonly string[]): void {
  const { kibana: { store, version }, authorization } = scope
  const keepsActivity = activityOutlivesItsCase(version)
  const types = keepsActivity ? CHILD_TYPES : [...CHILD_TYPES, 'cases-user-actions' as const]
  const cases = [...new Set(ids)].map(id => loadCase(scope, id))
  const files = cases.flatMap(({ id }) => store.ofCase('file', id))
  authorization.ensure('deleteCase', [...cases, ...files].map(({ attributes }) => attributes.owner))
  store.transaction(() => {
    for (const savedCase of cases) {
      for (const type of types) {
        // Newest first, since the end of a list is the cheapest place to remove from
        for (const child of store.ofCase(type, savedCase.id).reverse()) store.delete(child)
      }
      store.delete(savedCase)
      if (keepsActivity) {
        recordUserActions(scope, [
          { caseId: savedCase.id, owner: savedCase.attributes.owner, type: 'delete_case', action: 'delete', payload: {} },
        ])
      }
    }
    removeCaseIds(scope, cases.map(({ id }) => id))
  })
}
