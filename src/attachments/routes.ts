import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CommentedCaseSchema } from '../cases/case.js'
import { CaseParamsSchema } from '../cases/schema.js'
import { AttachmentRequestSchema, AttachmentSchema } from '../documents/attachment.js'
import { route } from '../kibana-http/route.js'
import { addAttachment } from './add.js'
import { alertsOfCase, AttachedAlertSchema, CaseOfAlertSchema, casesOfAlert, CasesOfAlertQuerySchema } from './alerts.js'
import { findComments, FindCommentsQuerySchema, FoundCommentsSchema } from './find.js'
import { getAllComments } from './get-all.js'
import { getAttachment } from './get.js'
import { removeAllAttachments, removeAttachment } from './remove.js'
import { AlertParamsSchema, AttachmentParamsSchema, UpdateAttachmentBodySchema } from './schema.js'
import { refuseSubCaseId } from './sub-case.js'
import { updateAttachment } from './update.js'

const tag = 'attachments'

export const attachmentRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/cases/:case_id/comments',
    route({
      id: 'addAttachment',
      summary: 'Add a comment, an alert or another attachment',
      tag,
      prepare: refuseSubCaseId,
      params: CaseParamsSchema,
      body: AttachmentRequestSchema,
      answer: CommentedCaseSchema,
    }),
    request => addAttachment(request.scope, request.params.case_id, request.body))

  app.patch('/api/cases/:case_id/comments', route({
    id: 'updateAttachment',
    summary: 'Change an attachment',
    tag,
    prepare: refuseSubCaseId,
    // Kibana's handler decodes before it creates the client that loads the space
    space: 'after-decoding',
    params: CaseParamsSchema,
    body: UpdateAttachmentBodySchema,
    answer: CommentedCaseSchema,
  }), request => updateAttachment(request.scope, request.params.case_id, request.body))

  const removeAll = route({
    id: 'removeAllAttachments', summary: 'Delete all attachments of a case', tag, prepare: refuseSubCaseId, params: CaseParamsSchema,
  })
  app.delete('/api/cases/:case_id/comments', removeAll, request => {
    removeAllAttachments(request.scope, request.params.case_id)
    return null
  })

  app.get('/api/cases/:case_id/comments', route({
    id: 'getAllComments',
    summary: 'List the comments of a case',
    tag,
    until: '9.0',
    deprecated: 'announced',
    prepare: refuseSubCaseId,
    params: CaseParamsSchema,
    answer: Type.Array(AttachmentSchema),
  }), request => getAllComments(request.scope, request.params.case_id))

  app.get('/api/cases/:case_id/comments/_find',
    route({
      id: 'findComments',
      summary: 'Find comments of a case',
      tag,
      prepare: refuseSubCaseId,
      params: CaseParamsSchema,
      query: FindCommentsQuerySchema,
      answer: FoundCommentsSchema,
    }), request => findComments(request.scope, request.params.case_id, request.query))

  app.get('/api/cases/:case_id/comments/:comment_id',
    route({
      id: 'getAttachment', summary: 'Read an attachment', tag, params: AttachmentParamsSchema, answer: AttachmentSchema,
    }), request => getAttachment(request.scope, request.params.comment_id))

  const remove = route({
    id: 'removeAttachment', summary: 'Delete an attachment', tag, prepare: refuseSubCaseId, params: AttachmentParamsSchema,
  })
  app.delete('/api/cases/:case_id/comments/:comment_id', remove, request => {
    removeAttachment(request.scope, request.params.case_id, request.params.comment_id)
    return null
  })

  app.get('/api/cases/:case_id/alerts',
    route({
      id: 'alertsOfCase', summary: 'List the alerts of a case', tag, params: CaseParamsSchema, answer: Type.Array(AttachedAlertSchema),
    }), request => alertsOfCase(request.scope, request.params.case_id))

  app.get('/api/cases/alerts/:alert_id',
    route({
      id: 'casesOfAlert',
      summary: 'List the cases with an alert',
      tag,
      params: AlertParamsSchema,
      query: CasesOfAlertQuerySchema,
      answer: Type.Array(CaseOfAlertSchema),
    }), request => casesOfAlert(request.scope, request.params.alert_id, request.query))
}
