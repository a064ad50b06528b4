import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { route } from '../kibana-http/route.js'
import {
  AnyConnectorTypeSchema, CaseConnectorAnswerSchema, ConnectorParamsSchema, ConnectorSchema, ConnectorTypeSchema, ConnectorTypesQuerySchema,
  CreateConnectorBodySchema, ExecuteConnectorBodySchema, ExecutionSchema, ListedConnectorSchema, ReplaceConnectorBodySchema,
} from './api-schema.js'
import { createConnector } from './create.js'
import { executeForClient } from './execute-for-client.js'
import { getConnector } from './get.js'
import { findCaseConnectors, listAllConnectorTypes, listConnectors, listConnectorTypes } from './list.js'
import { removeConnector } from './remove.js'
import { replaceConnector } from './replace.js'

/** The actions plugin accepts unknown spaces. */
const common = { tag: 'connectors', checkedBy: 'core', space: 'any' } as const
const params = ConnectorParamsSchema

/** The actions API. */
export const connectorRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/actions/connector', route({
    ...common, id: 'createConnector', summary: 'Create a connector', body: CreateConnectorBodySchema, answer: ConnectorSchema,
  }), request => createConnector(request.scope, request.body))

  // An empty id counts as no id
  app.post('/api/actions/connector/', route({
    ...common,
    id: 'createConnectorWithoutId',
    summary: 'Create a connector, with an empty id in the path',
    since: '8.8',
    emptyEnd: true,
    body: CreateConnectorBodySchema,
    answer: ConnectorSchema,
  }), request => createConnector(request.scope, request.body))

  app.post('/api/actions/connector/:id',
    route({
      ...common,
      id: 'createConnectorWithId',
      summary: 'Create a connector with an id',
      params,
      body: CreateConnectorBodySchema,
      answer: ConnectorSchema,
    }), request => createConnector(request.scope, request.body, request.params.id))

  app.get('/api/actions/connector/:id', route({
    ...common, id: 'getConnector', summary: 'Read a connector', params, answer: ConnectorSchema,
  }), request => getConnector(request.scope, request.params.id))

  app.put('/api/actions/connector/:id',
    route({
      ...common, id: 'replaceConnector', summary: 'Change a connector', params, body: ReplaceConnectorBodySchema, answer: ConnectorSchema,
    }), request => replaceConnector(request.scope, request.params.id, request.body))

  app.delete('/api/actions/connector/:id', route({
    ...common, id: 'deleteConnector', summary: 'Delete a connector', params,
  }), request => {
    removeConnector(request.scope, request.params.id)
    return null
  })

  app.post('/api/actions/connector/:id/_execute',
    route({
      ...common, id: 'executeConnector', summary: 'Execute a connector', params, body: ExecuteConnectorBodySchema, answer: ExecutionSchema,
    }), request => executeForClient(request.scope, request.params.id, request.body.params))

  app.get('/api/actions/connectors', route({
    ...common, id: 'listConnectors', summary: 'List connectors', answer: Type.Array(ListedConnectorSchema),
  }), request => listConnectors(request.scope))

  app.get('/api/actions/connector_types',
    route({
      ...common,
      id: 'listConnectorTypes',
      summary: 'List the types of connectors',
      query: ConnectorTypesQuerySchema,
      answer: Type.Array(ConnectorTypeSchema),
    }), request => listConnectorTypes(request.scope, request.query.feature_id))

  app.get('/internal/actions/connector_types',
    route({
      ...common,
      access: 'internal',
      id: 'listAllConnectorTypes',
      summary: 'List the types of connectors, including system actions',
      since: '8.14',
      query: ConnectorTypesQuerySchema,
      answer: Type.Array(AnyConnectorTypeSchema),
    }), request => listAllConnectorTypes(request.scope, request.query.feature_id))

  app.get('/api/cases/configure/connectors/_find', route({
    id: 'findCaseConnectors',
    summary: 'List the connectors that cases can use',
    tag: 'cases',
    apiPrivileges: ['casesGetConnectorsConfigure'],
    answer: Type.Array(CaseConnectorAnswerSchema),
  }), request => findCaseConnectors(request.scope))
}
