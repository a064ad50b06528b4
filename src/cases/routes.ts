import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { CaseSchema } from './case.js'
import { createCase } from './create.js'
import { CreateCaseBodySchema, UpdateCasesBodySchema } from './schema.js'
import { updateCases } from './update/update.js'

export const caseRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/cases', {
    config: { access: 'public' },
    schema: { operationId: 'createCase', tags: ['cases'], body: CreateCaseBodySchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
  }, request => createCase(request.scope, request.body))

  app.patch('/api/cases', {
    config: { access: 'public' },
    schema: { operationId: 'updateCases', tags: ['cases'], body: UpdateCasesBodySchema, response: { 200: Type.Array(CaseSchema), '4xx': ErrorBodySchema } },
  }, request => updateCases(request.scope, request.body))
}
