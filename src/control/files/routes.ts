import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { FileAttributesSchema } from '../../documents/file.js'
import { encodePart } from '../../input/url-part.js'
import { NotFoundError } from '../../input/not-found-error.js'
import { answering } from '../route.js'
import { idParamsSchema } from '../schema.js'

const ListedFileSchema = Type.Composite(
  [Type.Object({
    id: Type.String({ description: 'the id of the file' }), caseId: Type.String({ description: 'the id of its case' }),
  }), Type.Omit(FileAttributesSchema, ['content'])],
)

const FilesSchema = Type.Object({ files: Type.Array(ListedFileSchema, { description: 'the files, oldest first' }) }, {
  examples: [{
    files: [{
      id: 'file-1',
      caseId: 'case-1',
      name: 'notes',
      extension: 'txt',
      mimeType: 'text/plain',
      size: 17,
      created: '2025-06-01T10:00:00.000Z',
      owner: 'cases',
    }],
  }],
})
const FilesQuerySchema = Type.Object({ caseId: Type.Optional(Type.String({ description: 'only the files of this case' })) })

// OpenAPI's form for responses that are not JSON
const BytesSchema = {
  description: 'the bytes of the file',
  content: {
    '*/*': { schema: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }), example: 'seen from Lisbon\n' },
  },
}

export const fileRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/files', {
    schema: answering('listFiles', 'List the files uploaded to cases', FilesSchema, { querystring: FilesQuerySchema }),
  }, async ({ instance, query }) => ({ files: instance.files.all(query.caseId).map(({ content, ...file }) => file) }))

  app.get('/files/:id', {
    schema: answering('readFile', 'Read a file', BytesSchema, { params: idParamsSchema('the id of the file') }),
  }, async ({ instance, params }, reply) => {
    const file = instance.files.get(params.id)
    if (!file) throw new NotFoundError('file', params.id)
    const fileName = encodePart(file.extension === '' ? file.name : `${file.name}.${file.extension}`)
    // A browser must save the file, not run it under this server's origin
    const headers = {
      'content-type': file.mimeType, 'content-disposition': `attachment; filename*=UTF-8''${fileName}`, 'x-content-type-options': 'nosniff',
    }
    return reply.headers(headers).send(file.content)
  })
}
