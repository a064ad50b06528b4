import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { route } from '../kibana-http/route.js'
import {
  ConfigurationParamsSchema, CreateConfigurationBodySchema, FindConfigurationsQuerySchema, UpdateConfigurationBodySchema,
} from './body-schema.js'
import { ConfigurationSchema } from './configuration.js'
import { createConfiguration } from './create.js'
import { getConfigurations } from './get.js'
import { updateConfiguration } from './update.js'

const tag = 'configure'

export const configureRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/cases/configure',
    route({
      id: 'getCaseConfigurations',
      summary: 'Read the settings of cases',
      tag,
      query: FindConfigurationsQuerySchema,
      answer: Type.Array(ConfigurationSchema),
    }), request => getConfigurations(request.scope, request.query))

  app.post('/api/cases/configure',
    route({
      id: 'createCaseConfiguration',
      summary: 'Create or replace the settings of cases',
      tag,
      body: CreateConfigurationBodySchema,
      answer: ConfigurationSchema,
    }), request => createConfiguration(request.scope, request.body))

  app.patch('/api/cases/configure/:configuration_id', route({
    id: 'updateCaseConfiguration',
    summary: 'Change the settings of cases',
    tag,
    params: ConfigurationParamsSchema,
    body: UpdateConfigurationBodySchema,
    answer: ConfigurationSchema,
  }), request => updateConfiguration(request.scope, request.params.configuration_id, request.body))
}
