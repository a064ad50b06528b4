import type { Scope } from '../kibana/context.js'
import { applicableFields, type ApplicableFields } from '../templates/applicable-fields.js'
import { loadCase } from './case.js'

/**
 * GET /api/cases/{case_id}/fields: the fields that a case may have.
 * @throws KibanaError 404, 403, 400 if its template is unknown
 * Source: Kibana's cases/server/client/cases/applicable_fields.ts
 */
export function getApplicableFieldsOfCase (scope: Scope, id: string): ApplicableFields {
  const { attributes: { owner, template } } = loadCase(scope, id)
  scope.authorization.ensure('getCase', [owner])
  return applicableFields(scope, owner, template?.id)
}
