import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { replaceCustomField, ReplaceCustomFieldBodySchema, ReplaceCustomFieldParamsSchema } from './replace-custom-field.js'
import { CustomFieldSchema } from '../documents/case.js'

export const customFieldRoutes: FastifyPluginAsyncTypebox = async app => {
  app.put('/internal/cases/:case_id/custom_fields/:custom_field_id', {
    config: { access: 'internal' },
    schema: { operationId: 'replaceCustomField', tags: ['cases'], params: ReplaceCustomFieldParamsSchema, body: ReplaceCustomFieldBodySchema, response: { 200: CustomFieldSchema, '4xx': ErrorBodySchema } },
  }, request => replaceCustomField(request.scope, request.params.case_id, request.params.custom_field_id, request.body))
}
