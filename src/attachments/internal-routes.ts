import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseSchema } from '../cases/case.js'
import { CaseParamsSchema } from '../cases/schema.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { bulkCreateAttachments } from './bulk-create.js'
import { bulkGetAttachments, BulkGotAttachmentsSchema } from './bulk-get.js'
import { bulkDeleteFiles, BulkDeleteFilesBodySchema } from './files/bulk-delete.js'
import { BulkCreateAttachmentsBodySchema, BulkGetAttachmentsBodySchema } from './schema.js'

const tags = ['attachments']

export const internalAttachmentRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/internal/cases/:case_id/attachments/_bulk_create', {
    config: { access: 'internal', body: 'objects' },
    schema: { operationId: 'bulkCreateAttachments', tags, params: CaseParamsSchema, body: BulkCreateAttachmentsBodySchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
  }, request => bulkCreateAttachments(request.scope, request.params.case_id, request.body))

  app.post('/internal/cases/:case_id/attachments/_bulk_get', {
    config: { access: 'internal' },
    schema: { operationId: 'bulkGetAttachments', tags, params: CaseParamsSchema, body: BulkGetAttachmentsBodySchema, response: { 200: BulkGotAttachmentsSchema, '4xx': ErrorBodySchema } },
  }, request => bulkGetAttachments(request.scope, request.params.case_id, request.body.ids))

  app.post('/internal/cases/:case_id/attachments/files/_bulk_delete', {
    config: { access: 'internal' },
    schema: { operationId: 'bulkDeleteFiles', tags, params: CaseParamsSchema, body: BulkDeleteFilesBodySchema, response: { 204: Type.Null({ description: 'no content' }), '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    bulkDeleteFiles(request.scope, request.params.case_id, request.body.ids)
    return reply.code(204).send(null)
  })
}
