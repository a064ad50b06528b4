import type { Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { licenseCovers, type License } from '../kibana/license.js'
import type { Version } from '../versions/version.js'
import { isDeprecated, toAnswer } from './answer.js'
import type { AnyConnectorTypeAnswer, CaseConnectorAnswerSchema, ConnectorTypeAnswer, ListedConnectorSchema } from './api-schema.js'
import { allConnectors } from './connector.js'
import type { TypeProperties } from './connector-type.js'
import { connectorTypesOf } from './connector-types.js'
import { countReferences } from './references.js'
import { systemActionTypesOf } from './system-actions.js'

/**
 * GET /api/actions/connectors: all connectors of a space, sorted by name.
 * @throws KibanaError 403
 * Source: Kibana's actions/server/application/connector/methods/get_all
 */
export function listConnectors ({ kibana, space, authorization }: Scope): Static<typeof ListedConnectorSchema>[] {
  authorization.ensureActions('get')
  const references = countReferences(kibana)
  return allConnectors(kibana, space).map(connector => ({ ...toAnswer(connector), referenced_by_count: references.get(connector.id) ?? 0 }))
}

/** True if a type supports a feature; a missing or empty feature selects all types. */
const supports = ({ supported_feature_ids: features }: ConnectorTypeAnswer, featureId?: string): boolean =>
  !featureId || features.includes(featureId)

/**
 * GET /api/actions/connector_types. Needs no privilege.
 * Source: Kibana's actions/server/routes/connector/list_types
 */
export function listConnectorTypes ({ kibana: { license, version } }: Scope, featureId?: string): ConnectorTypeAnswer[] {
  return [...connectorTypesOf(version).values()].map(({ type }) => typeAnswer(type, license, version))
    .filter(type => supports(type, featureId))
}

/**
 * GET /internal/actions/connector_types: the types of the public list, then those of system actions. Needs no privilege.
 * Source: Kibana's actions/server/routes/connector/list_types_system
 */
export function listAllConnectorTypes (scope: Scope, featureId?: string): AnyConnectorTypeAnswer[] {
  const { license, version } = scope.kibana
  const systemTypes = systemActionTypesOf(version).map(type => ({
    ...typeAnswer(type, license, version),
    is_system_action_type: true,
    ...(type.isRepeatable && { allow_multiple_system_actions: true }),
  }))
  return [...listConnectorTypes(scope, featureId), ...systemTypes.filter(type => supports(type, featureId))]
}

/** Describes a connector type as of a version. */
function typeAnswer (
  { id, name, minimumLicense, featureIds, formerFeatureIds, subFeature }: TypeProperties, license: License, version: Version,
): ConnectorTypeAnswer {
  const isFormer = formerFeatureIds !== undefined && version.has(formerFeatureIds)
  return {
    id,
    name,
    enabled: licenseCovers(license, minimumLicense),
    enabled_in_config: true,
    enabled_in_license: licenseCovers(license, minimumLicense),
    minimum_license_required: minimumLicense,
    supported_feature_ids: [...isFormer ? formerFeatureIds.featureIds : featureIds],
    is_system_action_type: false,
    source: 'stack',
    ...(subFeature && version.has(subFeature) && { sub_feature: subFeature.name }),
    is_deprecated: false,
  }
}

/** Maximum number of connectors that the Cases API lists. */
const MAX_CASE_CONNECTORS = 1000

/**
 * GET /api/cases/configure/connectors/_find: connectors that cases can be pushed to under the license, sorted by name.
 * @throws KibanaError 403
 * Source: Kibana's cases/server/client/configure/client.ts (getConnectors)
 */
export function findCaseConnectors ({ kibana, space, authorization }: Scope): Static<typeof CaseConnectorAnswerSchema>[] {
  authorization.ensureActions('get')
  const references = countReferences(kibana)
  const isForCases = (actionTypeId: string) => {
    const type = connectorTypesOf(kibana.version).get(actionTypeId)?.type
    return type !== undefined && type.featureIds.includes('cases') && licenseCovers(kibana.license, type.minimumLicense)
  }
  return allConnectors(kibana, space).filter(({ actionTypeId }) => isForCases(actionTypeId)).slice(0, MAX_CASE_CONNECTORS)
    .map(connector => {
      const { id, actionTypeId, name, config, isPreconfigured, isMissingSecrets } = connector
      return {
        id,
        actionTypeId,
        name,
        isPreconfigured,
        isDeprecated: isDeprecated(connector),
        isSystemAction: false,
        isConnectorTypeDeprecated: false,
        referencedByCount: references.get(id) ?? 0,
        ...(!isPreconfigured && { isMissingSecrets, config }),
      }
    })
}
