import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { templateNotFound } from './errors.js'
import { findTemplate, toTemplate, type Template } from './template.js'

export const GetTemplateParamsSchema = Type.Object({ template_id: Type.String() })

export const GetTemplateQuerySchema = Type.Object({
  version: Type.Optional(Type.Number({ description: 'the version; the latest if absent' })),
  includeDeleted: Type.Optional(Type.Boolean({ description: 'whether a deleted template is found too' })),
})

/**
 * GET /api/cases/templates/{template_id}.
 * @throws KibanaError 404, 403, 400 for an invalid definition, which only a state can contain
 * Source: Kibana's cases/server/routes/api/templates/get_public_template_route.ts
 */
export function getTemplate (scope: Scope, id: string, query: Static<typeof GetTemplateQuerySchema>): Template {
  const found = findTemplate(scope, id, query)
  if (!found) throw templateNotFound(id)
  scope.authorization.ensure('getTemplate', [found.attributes.owner])
  return toTemplate(scope, found)
}
