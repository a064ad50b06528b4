import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { configSchemaCompiler } from '../kibana-http/config-schema-compiler.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import {
  CaseConnectorAnswerSchema, ConnectorParamsSchema, ConnectorSchema, ConnectorTypeSchema, ConnectorTypesQuerySchema, CreateConnectorBodySchema,
  ExecuteConnectorBodySchema, ExecutionSchema, ListedConnectorSchema, ReplaceConnectorBodySchema,
} from './api-schema.js'
import { createConnector } from './create.js'
import { executeForClient } from './execute-for-client.js'
import { getConnector } from './get.js'
import { findCaseConnectors, listConnectors, listConnectorTypes } from './list.js'
import { removeConnector } from './remove.js'
import { replaceConnector } from './replace.js'

// The actions plugin accepts unknown spaces, and checks its input with config-schema
const config = { access: 'public', body: 'any', checksSpaceItself: true } as const
const tags = ['connectors']
const answers = { 200: ConnectorSchema, '4xx': ErrorBodySchema }

/** The actions API. */
export const connectorRoutes: FastifyPluginAsyncTypebox = async app => {
  app.setValidatorCompiler(configSchemaCompiler)

  app.post('/api/actions/connector', {
    config,
    schema: { operationId: 'createConnector', tags, body: CreateConnectorBodySchema, response: answers },
  }, request => createConnector(request.scope, request.body))

  app.post('/api/actions/connector/:id', {
    config,
    schema: { operationId: 'createConnectorWithId', tags, params: ConnectorParamsSchema, body: CreateConnectorBodySchema, response: answers },
  }, request => createConnector(request.scope, request.body, request.params.id))

  app.get('/api/actions/connector/:id', {
    config,
    schema: { operationId: 'getConnector', tags, params: ConnectorParamsSchema, response: answers },
  }, request => getConnector(request.scope, request.params.id))

  app.put('/api/actions/connector/:id', {
    config,
    schema: { operationId: 'replaceConnector', tags, params: ConnectorParamsSchema, body: ReplaceConnectorBodySchema, response: answers },
  }, request => replaceConnector(request.scope, request.params.id, request.body))

  app.delete('/api/actions/connector/:id', {
    config,
    schema: { operationId: 'deleteConnector', tags, params: ConnectorParamsSchema, response: { 204: Type.Null({ description: 'The connector is gone.' }), '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    removeConnector(request.scope, request.params.id)
    return reply.code(204).send(null)
  })

  app.post('/api/actions/connector/:id/_execute', {
    config,
    schema: { operationId: 'executeConnector', tags, params: ConnectorParamsSchema, body: ExecuteConnectorBodySchema, response: { 200: ExecutionSchema, '4xx': ErrorBodySchema } },
  }, request => executeForClient(request.scope, request.params.id, request.body.params))

  app.get('/api/actions/connectors', {
    config,
    schema: { operationId: 'listConnectors', tags, response: { 200: Type.Array(ListedConnectorSchema), '4xx': ErrorBodySchema } },
  }, request => listConnectors(request.scope))

  app.get('/api/actions/connector_types', {
    config,
    schema: { operationId: 'listConnectorTypes', tags, querystring: ConnectorTypesQuerySchema, response: { 200: Type.Array(ConnectorTypeSchema), '4xx': ErrorBodySchema } },
  }, request => listConnectorTypes(request.scope, request.query.feature_id))

  app.get('/api/cases/configure/connectors/_find', {
    config: { access: 'public', apiPrivileges: ['casesGetConnectorsConfigure'] },
    schema: { operationId: 'findCaseConnectors', tags: ['cases'], response: { 200: Type.Array(CaseConnectorAnswerSchema), '4xx': ErrorBodySchema } },
  }, request => findCaseConnectors(request.scope))
}
