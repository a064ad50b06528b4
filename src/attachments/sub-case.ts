import type { FastifyRequest } from 'fastify'
import { subCasesAreOff } from '../cases/errors.js'
import { caseTypeIsKnown } from '../cases/versions.js'

/**
 * Rejects the parameter of 8.0 that names a sub-case, a feature that is switched off in 8.0. Later versions ignore the parameter.
 * @throws KibanaError 400
 */
export function refuseSubCaseId ({ scope, query }: FastifyRequest): void {
  const { subCaseId } = query as { subCaseId?: unknown }
  if (subCaseId !== undefined && caseTypeIsKnown(scope.kibana.version)) throw subCasesAreOff('subCaseId')
}
