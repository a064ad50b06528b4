import { Type, type Static } from '@sinclair/typebox'
import { toCaseWithAttachments } from './with-attachments.js'
import type { Scope } from '../kibana/context.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { CaseSchema, loadCase, NO_ATTACHMENTS, toCase } from './case.js'

export const ResolveCaseQuerySchema = Type.Object({ includeComments: Type.Boolean({ default: true }) })
type ResolveCaseQuery = Static<typeof ResolveCaseQuerySchema>

export const ResolvedCaseSchema = Type.Object({
  case: CaseSchema,
  outcome: StringEnumSchema(['exactMatch', 'aliasMatch', 'conflict']),
  alias_target_id: Type.Optional(Type.String()),
  alias_purpose: Type.Optional(Type.String()),
})
type ResolvedCase = Static<typeof ResolvedCaseSchema>

/**
 * GET /api/cases/{case_id}/resolve: the case, by default with all its attachments. Ids are never aliases here.
 * @throws KibanaError 404, 403
 * Source: Kibana's cases/server/client/cases/get.ts (resolve)
 */
export function resolveCase (scope: Scope, id: string, { includeComments }: ResolveCaseQuery): ResolvedCase {
  const found = loadCase(scope, id)
  scope.authorization.ensure('resolveCase', [found.attributes.owner])
  return { case: includeComments ? toCaseWithAttachments(scope, found) : toCase(found, NO_ATTACHMENTS), outcome: 'exactMatch' }
}
