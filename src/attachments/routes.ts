import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseSchema } from '../cases/case.js'
import { CaseParamsSchema } from '../cases/schema.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { ensureSpace } from '../kibana-http/ensure-space.js'
import { addAttachment } from './add.js'
import { alertsOfCase, AttachedAlertSchema, CaseOfAlertSchema, casesOfAlert, CasesOfAlertQuerySchema } from './alerts.js'
import { findComments, FindCommentsQuerySchema, FoundCommentsSchema } from './find.js'
import { getAttachment } from './get.js'
import { removeAllAttachments, removeAttachment } from './remove.js'
import { AttachmentParamsSchema, UpdateAttachmentBodySchema } from './schema.js'
import { AttachmentRequestSchema, AttachmentSchema } from '../documents/attachment.js'
import { updateAttachment } from './update.js'

const tags = ['attachments']

export const attachmentRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/cases/:case_id/comments', {
    config: { access: 'public' },
    schema: { operationId: 'addAttachment', tags, params: CaseParamsSchema, body: AttachmentRequestSchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
  }, request => addAttachment(request.scope, request.params.case_id, request.body))

  app.patch('/api/cases/:case_id/comments', {
    config: { access: 'public', checksSpaceItself: true },
    schema: { operationId: 'updateAttachment', tags, params: CaseParamsSchema, body: UpdateAttachmentBodySchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
  }, async request => {
    ensureSpace(request.scope)
    return updateAttachment(request.scope, request.params.case_id, request.body)
  })

  app.delete('/api/cases/:case_id/comments', {
    config: { access: 'public' },
    schema: { operationId: 'removeAllAttachments', tags, params: CaseParamsSchema, response: { 204: Type.Null({ description: 'no content' }), '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    removeAllAttachments(request.scope, request.params.case_id)
    return reply.code(204).send(null)
  })

  app.get('/api/cases/:case_id/comments/_find', {
    config: { access: 'public' },
    schema: { operationId: 'findComments', tags, params: CaseParamsSchema, querystring: FindCommentsQuerySchema, response: { 200: FoundCommentsSchema, '4xx': ErrorBodySchema } },
  }, request => findComments(request.scope, request.params.case_id, request.query))

  app.get('/api/cases/:case_id/comments/:comment_id', {
    config: { access: 'public' },
    schema: { operationId: 'getAttachment', tags, params: AttachmentParamsSchema, response: { 200: AttachmentSchema, '4xx': ErrorBodySchema } },
  }, request => getAttachment(request.scope, request.params.comment_id))

  app.delete('/api/cases/:case_id/comments/:comment_id', {
    config: { access: 'public' },
    schema: { operationId: 'removeAttachment', tags, params: AttachmentParamsSchema, response: { 204: Type.Null({ description: 'no content' }), '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    removeAttachment(request.scope, request.params.case_id, request.params.comment_id)
    return reply.code(204).send(null)
  })

  app.get('/api/cases/:case_id/alerts', {
    config: { access: 'public' },
    schema: { operationId: 'alertsOfCase', tags, params: CaseParamsSchema, response: { 200: Type.Array(AttachedAlertSchema), '4xx': ErrorBodySchema } },
  }, request => alertsOfCase(request.scope, request.params.case_id))

  app.get('/api/cases/alerts/:alert_id', {
    config: { access: 'public' },
    schema: { operationId: 'casesOfAlert', tags, params: Type.Object({ alert_id: Type.String() }), querystring: CasesOfAlertQuerySchema, response: { 200: Type.Array(CaseOfAlertSchema), '4xx': ErrorBodySchema } },
  }, request => casesOfAlert(request.scope, request.params.alert_id, request.query))
}
