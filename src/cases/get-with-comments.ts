import { Type, type Static } from '@sinclair/typebox'
import { In } from '../versions/schema.js'
import { loadCase, NO_ATTACHMENTS, toCase, type Case } from './case.js'
import { subCasesAreOff } from './errors.js'
import { readCasesCountUserComments } from './versions.js'
import { toCaseWithAttachments } from './with-attachments.js'
import type { Scope } from '../kibana/context.js'

/** The query of `GET /api/cases/{case_id}` up to 8.x, as Kibana's router accepts it. */
export const GetCaseQuerySchema = Type.Object({
  includeComments: Type.Optional(Type.Boolean()),
  includeSubCaseComments: Type.Optional(In({ until: '8.1' }, Type.Boolean())),
}, { additionalProperties: false })
type GetCaseQuery = Static<typeof GetCaseQuerySchema>

/**
 * GET /api/cases/{case_id} up to 8.x: the case with its attachments. With `includeComments=false`, it has none, and its totals are 0.
 * @throws KibanaError 404, 403
 * Source: Kibana 8.x, x-pack/plugins/cases/server/client/cases/get.ts
 */
export function getCaseWithComments (scope: Scope, id: string, { includeComments = true, includeSubCaseComments }: GetCaseQuery): Case {
  if (includeSubCaseComments) throw subCasesAreOff('includeSubCaseComments')
  const found = loadCase(scope, id)
  scope.authorization.ensure('getCase', [found.attributes.owner])
  if (!includeComments) return toCase(found, NO_ATTACHMENTS)
  const answer = toCaseWithAttachments(scope, found)
  if (!readCasesCountUserComments(scope.kibana.version)) return answer
  return { ...answer, totalComment: answer.comments.filter(({ type }) => type === 'user').length }
}
