import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { ensureSpace } from '../kibana-http/ensure-space.js'
import { ConfigurationParamsSchema, CreateConfigurationBodySchema, FindConfigurationsQuerySchema, UpdateConfigurationBodySchema } from './body-schema.js'
import { ConfigurationSchema } from './configuration.js'
import { createConfiguration } from './create.js'
import { getConfigurations } from './get.js'
import { updateConfiguration } from './update.js'

export const configureRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/cases/configure', {
    config: { access: 'public' },
    schema: { operationId: 'getCaseConfigurations', tags: ['configure'], querystring: FindConfigurationsQuerySchema, response: { 200: Type.Array(ConfigurationSchema), '4xx': ErrorBodySchema } },
  }, request => getConfigurations(request.scope, request.query))

  app.post('/api/cases/configure', {
    config: { access: 'public' },
    schema: { operationId: 'createCaseConfiguration', tags: ['configure'], body: CreateConfigurationBodySchema, response: { 200: ConfigurationSchema, '4xx': ErrorBodySchema } },
  }, request => createConfiguration(request.scope, request.body))

  app.patch('/api/cases/configure/:configuration_id', {
    // Kibana's handler decodes before it builds the client that loads the space
    config: { access: 'public', checksSpaceItself: true },
    schema: { operationId: 'updateCaseConfiguration', tags: ['configure'], params: ConfigurationParamsSchema, body: UpdateConfigurationBodySchema, response: { 200: ConfigurationSchema, '4xx': ErrorBodySchema } },
  }, async request => {
    ensureSpace(request.scope)
    return updateConfiguration(request.scope, request.params.configuration_id, request.body)
  })
}
