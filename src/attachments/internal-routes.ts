import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CommentedCaseSchema } from '../cases/case.js'
import { CaseParamsSchema } from '../cases/schema.js'
import { route } from '../kibana-http/route.js'
import { bulkCreateAttachments } from './bulk-create.js'
import { bulkGetAttachments, BulkGotAttachmentsSchema } from './bulk-get.js'
import { findContainingAll, FindContainingAllBodySchema, FoundContainingAllSchema } from './find-containing-all.js'
import { bulkDeleteFiles, BulkDeleteFilesBodySchema } from './files/bulk-delete.js'
import { BulkCreateAttachmentsBodySchema, BulkGetAttachmentsBodySchema } from './schema.js'

const common = { tag: 'attachments', access: 'internal', params: CaseParamsSchema } as const

export const internalAttachmentRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/internal/cases/:case_id/attachments/_bulk_create',
    route({
      ...common,
      id: 'bulkCreateAttachments',
      summary: 'Add several attachments',
      since: '8.3',
      payload: 'objects',
      body: BulkCreateAttachmentsBodySchema,
      answer: CommentedCaseSchema,
    }),
    request => bulkCreateAttachments(request.scope, request.params.case_id, request.body))

  app.post('/internal/cases/:case_id/attachments/_bulk_get',
    route({
      ...common,
      id: 'bulkGetAttachments',
      summary: 'Read several attachments',
      since: '8.7',
      payload: 'object',
      body: BulkGetAttachmentsBodySchema,
      answer: BulkGotAttachmentsSchema,
    }), request => bulkGetAttachments(request.scope, request.params.case_id, request.body.ids))

  app.post('/internal/cases/case/attachments/_find_containing_all', route({
    id: 'findCasesContainingAll',
    summary: 'Find cases that contain all of the given documents',
    tag: 'attachments',
    access: 'internal',
    since: '9.2',
    checkedBy: 'core',
    space: 'after-decoding',
    body: FindContainingAllBodySchema,
    answer: FoundContainingAllSchema,
  }), request => findContainingAll(request.scope, request.body))

  app.post('/internal/cases/:case_id/attachments/files/_bulk_delete',
    route({
      ...common,
      id: 'bulkDeleteFiles',
      summary: 'Delete files of a case',
      since: '8.8',
      payload: 'object',
      body: BulkDeleteFilesBodySchema,
    }), request => {
      bulkDeleteFiles(request.scope, request.params.case_id, request.body.ids)
      return null
    })
}
