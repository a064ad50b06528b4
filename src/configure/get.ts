import type { Scope } from '../kibana/context.js'
import type { FindConfigurationsQuery } from './body-schema.js'
import { configurationsOfSpace, toConfiguration, type Configuration } from './configuration.js'

/**
 * GET /api/cases/configure: the settings of the requested owners that the caller may read, newest first.
 * @throws KibanaError 403 if the caller may not read any
 * Source: Kibana's cases/server/client/configure/client.ts
 */
export function getConfigurations (scope: Scope, { owner }: FindConfigurationsQuery): Configuration[] {
  const readable = scope.authorization.authorizedOwners('findConfigurations')
  const wanted = owner === undefined ? readable : [owner].flat()
  return configurationsOfSpace(scope)
    .filter(({ attributes }) => readable.includes(attributes.owner) && wanted.includes(attributes.owner))
    .map(toConfiguration)
}
