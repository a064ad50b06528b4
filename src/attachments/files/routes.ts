import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CommentedCaseSchema } from '../../cases/case.js'
import { CaseParamsSchema } from '../../cases/schema.js'
import { route } from '../../kibana-http/route.js'
import { addFile } from './add.js'
import { readUpload, UploadSchema } from './read-upload.js'

export const fileRoutes: FastifyPluginAsyncTypebox = async app => {
  // Registered here to confine its parser and hooks to this scope
  await app.register(multipart)
  app.decorateRequest('fileContent', undefined)

  app.post('/api/cases/:case_id/files', route({
    id: 'addFile',
    summary: 'Upload a file to a case',
    tag: 'attachments',
    since: '8.17',
    checkedBy: 'operation',
    payload: 'any',
    multipart: readUpload,
    consumes: ['multipart/form-data'],
    params: CaseParamsSchema,
    body: UploadSchema,
    answer: CommentedCaseSchema,
  }), request => addFile(request.scope, request.params.case_id, request.body, request.fileContent))
}
