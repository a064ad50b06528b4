import { Type, type Static } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { route } from '../../kibana-http/route.js'
import {
  ConnectorParamsSchema, ExecuteConnectorBodySchema, ReplaceConnectorBodySchema, type ConnectorAnswer, type ConnectorTypeAnswer,
  type ExecutionSchema,
} from '../api-schema.js'
import { createConnector } from '../create.js'
import { executeForClient } from '../execute-for-client.js'
import { getConnector } from '../get.js'
import {
  LegacyConnectorSchema, LegacyCreateBodySchema, LegacyExecutionSchema, LegacyListedConnectorSchema, LegacyTypeSchema, type LegacyConnector,
} from './schema.js'
import { listConnectors, listConnectorTypes } from '../list.js'
import { removeConnector } from '../remove.js'
import { replaceConnector } from '../replace.js'

const common = { tag: 'connectors', checkedBy: 'core', space: 'any', until: '9.0', deprecated: 'unannounced' } as const
const params = ConnectorParamsSchema

function toLegacy (connector: ConnectorAnswer): LegacyConnector {
  const { id, connector_type_id: actionTypeId, name, config, is_missing_secrets: isMissingSecrets } = connector
  return {
    id,
    actionTypeId,
    name,
    ...(config && { config }),
    ...(isMissingSecrets !== undefined && { isMissingSecrets }),
    isPreconfigured: connector.is_preconfigured,
    isDeprecated: connector.is_deprecated,
    isSystemAction: connector.is_system_action,
  }
}

/** Converts a result to its response form, without undefined keys. */
const toLegacyExecution = (
  { connector_id: actionId, service_message: serviceMessage, status, message, errorSource, retry, data }: Static<typeof ExecutionSchema>,
): Static<typeof LegacyExecutionSchema> => ({
  status,
  ...(data !== undefined && { data }),
  actionId,
  ...(message !== undefined && { message }),
  ...(serviceMessage !== undefined && { serviceMessage }),
  ...(retry !== undefined && { retry }),
  ...(errorSource && { errorSource }),
})

const toLegacyType = (type: ConnectorTypeAnswer): Static<typeof LegacyTypeSchema> => ({
  id: type.id,
  name: type.name,
  enabled: type.enabled,
  enabledInConfig: type.enabled_in_config,
  enabledInLicense: type.enabled_in_license,
  minimumLicenseRequired: type.minimum_license_required,
  supportedFeatureIds: type.supported_feature_ids,
  isSystemActionType: type.is_system_action_type,
  ...(type.sub_feature && { subFeature: type.sub_feature }),
})

/**
 * The actions API before 7.13, which 9.0 removed: the same operations, in camel case.
 * Source: Kibana 8.12's actions/server/routes/legacy
 */
export const legacyConnectorRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/actions', route({
    ...common, id: 'listActions', summary: 'List connectors', answer: Type.Array(LegacyListedConnectorSchema),
  }), ({ scope }) =>
    listConnectors(scope).map(connector => ({ ...toLegacy(connector), referencedByCount: connector.referenced_by_count })))

  app.get('/api/actions/list_action_types', route({
    ...common, id: 'listActionTypes', summary: 'List the types of connectors', answer: Type.Array(LegacyTypeSchema),
  }), ({ scope }) => listConnectorTypes(scope).map(toLegacyType))

  app.post('/api/actions/action', route({
    ...common, id: 'createAction', summary: 'Create a connector', body: LegacyCreateBodySchema, answer: LegacyConnectorSchema,
  }), ({ scope, body: { actionTypeId, ...body } }) => toLegacy(createConnector(scope, { ...body, connector_type_id: actionTypeId })))

  app.get('/api/actions/action/:id', route({
    ...common, id: 'getAction', summary: 'Read a connector', params, answer: LegacyConnectorSchema,
  }), request => toLegacy(getConnector(request.scope, request.params.id)))

  app.put('/api/actions/action/:id',
    route({
      ...common,
      id: 'replaceAction',
      summary: 'Change a connector',
      params,
      body: ReplaceConnectorBodySchema,
      answer: LegacyConnectorSchema,
    }), request => toLegacy(replaceConnector(request.scope, request.params.id, request.body)))

  app.delete('/api/actions/action/:id', route({
    ...common, id: 'deleteAction', summary: 'Delete a connector', params,
  }), request => {
    removeConnector(request.scope, request.params.id)
    return null
  })

  app.post('/api/actions/action/:id/_execute',
    route({
      ...common,
      id: 'executeAction',
      summary: 'Execute a connector',
      params,
      body: ExecuteConnectorBodySchema,
      answer: LegacyExecutionSchema,
    }), async ({ scope, params: { id }, body }) => toLegacyExecution(await executeForClient(scope, id, body.params)))
}
