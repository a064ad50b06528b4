import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { FileAttributesSchema } from '../documents/file.js'
import { NotFoundError } from './errors.js'
import { ControlErrorSchema } from './schema.js'

const ListedFileSchema = Type.Composite([Type.Object({ id: Type.String(), caseId: Type.String() }), Type.Omit(FileAttributesSchema, ['content'])])

// As OpenAPI has it for answers that are no JSON
const BytesSchema = { description: 'the bytes of the file', content: { '*/*': { schema: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }) } } }

/** What was uploaded to cases. */
export const fileRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/files', {
    schema: { operationId: 'listFiles', tags: ['control'], querystring: Type.Object({ caseId: Type.Optional(Type.String()) }), response: { 200: Type.Object({ files: Type.Array(ListedFileSchema) }), '4xx': ControlErrorSchema } },
  }, async ({ instance, query }) => ({ files: instance.files.all(query.caseId).map(({ content, ...file }) => file) }))

  app.get('/files/:id', {
    schema: { operationId: 'readFile', tags: ['control'], params: Type.Object({ id: Type.String() }), response: { 200: BytesSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, params }, reply) => {
    const file = instance.files.get(params.id)
    if (!file) throw new NotFoundError('file', params.id)
    const fileName = encodeURIComponent(`${file.name}.${file.extension}`)
    // Whatever is in it, a browser is to save it, not to run it under this server's address
    return reply.headers({ 'content-type': file.mimeType, 'content-disposition': `attachment; filename*=UTF-8''${fileName}`, 'x-content-type-options': 'nosniff' }).send(file.content)
  })
}
