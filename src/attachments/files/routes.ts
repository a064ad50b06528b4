import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseSchema } from '../../cases/case.js'
import { CaseParamsSchema } from '../../cases/schema.js'
import { ErrorBodySchema } from '../../kibana-http/error-body.js'
import { addFile } from './add.js'
import { readUpload, UploadSchema } from './read-upload.js'

export const fileRoutes: FastifyPluginAsyncTypebox = async app => {
  // Its parser and its hooks stay in this scope
  await app.register(multipart)
  app.decorateRequest('fileContent', undefined)

  app.post('/api/cases/:case_id/files', {
    config: { access: 'public', body: 'any', multipart: readUpload },
    // What was read from the parts is checked by the operation
    validatorCompiler: () => value => ({ value }),
    schema: { operationId: 'addFile', tags: ['attachments'], consumes: ['multipart/form-data'], params: CaseParamsSchema, body: UploadSchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
  }, request => addFile(request.scope, request.params.case_id, request.body, request.fileContent))
}
