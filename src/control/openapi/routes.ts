import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { OpenApiDocument } from '../../openapi/document.js'
import { OPENAPI_PAGE } from './page.js'
import { ControlErrorSchema } from '../schema.js'

const DocumentSchema = Type.Object({}, { additionalProperties: true })

/** What every route takes and answers: for programs, and as a page. */
export const openApiRoutes: FastifyPluginAsyncTypebox = async app => {
  const documents = new Map<string, Promise<OpenApiDocument>>()

  app.get('/openapi.json', {
    schema: { operationId: 'getOpenApi', tags: ['control'], response: { 200: DocumentSchema, '4xx': ControlErrorSchema } },
  }, async ({ control }) => {
    const { kibanaVersion } = control.kibana.settings
    let document = documents.get(kibanaVersion)
    if (!document) {
      // Only who asks loads what it takes
      document = import('../../openapi/document.js').then(({ createOpenApi }) => createOpenApi(kibanaVersion))
      documents.set(kibanaVersion, document)
    }
    return document
  })

  app.get('/docs', {
    schema: { operationId: 'browseOpenApi', tags: ['control'], response: { 200: { description: 'a page', content: { 'text/html': { schema: Type.String() } } }, '4xx': ControlErrorSchema } },
  }, async (_request, reply) => reply.type('text/html; charset=utf-8').send(OPENAPI_PAGE))
}
