import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { route } from '../kibana-http/route.js'
import { ApplicableFieldsQuerySchema, ApplicableFieldsSchema, getApplicableFields } from './applicable-fields.js'
import { findTemplates, FindTemplatesQuerySchema, FoundTemplatesSchema } from './find.js'
import { getTemplate, GetTemplateParamsSchema, GetTemplateQuerySchema } from './get.js'
import { TemplateSchema } from './template.js'
import {
  createTemplate, DryRunQuerySchema, removeTemplate, replaceTemplate, TemplateBodySchema, TemplateParamsSchema, ValidSchema,
} from './write.js'

const path = '/api/cases/templates'
const common = { tag: 'templates', checkedBy: 'zod', payload: 'any', space: 'after-decoding' } as const
const reads = { ...common, since: '9.5' } as const
const writes = { ...common, since: '9.5.2' } as const
const WrittenSchema = Type.Union([TemplateSchema, ValidSchema])

export const templateRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(path, route({
    ...reads, id: 'findTemplates', summary: 'Find templates', query: FindTemplatesQuerySchema, answer: FoundTemplatesSchema,
  }), request => findTemplates(request.scope, request.query))

  app.get(`${path}/:template_id`,
    route({
      ...reads,
      id: 'getTemplate',
      summary: 'Read a template',
      params: GetTemplateParamsSchema,
      query: GetTemplateQuerySchema,
      answer: TemplateSchema,
    }), request => getTemplate(request.scope, request.params.template_id, request.query))

  app.get('/api/cases/fields', route({
    ...reads,
    id: 'getFields',
    summary: 'List the fields that templates add to cases',
    query: ApplicableFieldsQuerySchema,
    answer: ApplicableFieldsSchema,
  }), request => getApplicableFields(request.scope, request.query))

  app.post(path, route({
    ...writes,
    id: 'createTemplate',
    summary: 'Create a template',
    query: DryRunQuerySchema,
    body: TemplateBodySchema,
    answer: WrittenSchema,
  }), request => createTemplate(request.scope, request.body, request.query))

  app.put(`${path}/:template_id`, route({
    ...writes,
    id: 'replaceTemplate',
    summary: 'Write a new version of a template',
    params: TemplateParamsSchema,
    query: DryRunQuerySchema,
    body: TemplateBodySchema,
    answer: WrittenSchema,
  }), request => replaceTemplate(request.scope, request.params.template_id, request.body, request.query))

  app.delete(`${path}/:template_id`, route({
    ...writes, id: 'removeTemplate', summary: 'Delete a template', params: TemplateParamsSchema,
  }), request => {
    removeTemplate(request.scope, request.params.template_id)
    return null
  })
}
