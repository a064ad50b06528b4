import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { OpenAPIV3_1 } from 'openapi-types'
import { Type } from '@sinclair/typebox'
import { OPENAPI_PAGE } from './page.js'
import { ControlErrorSchema } from '../schema.js'

const DocumentSchema = Type.Object({}, { additionalProperties: true })

/** Describes every route as of a Kibana version. Passed down from above: the document is made from a whole app. */
export type DescribeRoutes = (kibanaVersion: string) => Promise<OpenAPIV3_1.Document>

/** The description of every route: the OpenAPI document, and a page to browse it. */
export const openApiRoutes: FastifyPluginAsyncTypebox<{ describeRoutes: DescribeRoutes }> = async (app, { describeRoutes }) => {
  const documents = new Map<string, ReturnType<DescribeRoutes>>()

  app.get('/openapi.json', {
    schema: { operationId: 'getOpenApi', tags: ['control'], response: { 200: DocumentSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance }) => {
    const { kibanaVersion } = instance.kibana.settings
    let document = documents.get(kibanaVersion)
    if (!document) {
      document = describeRoutes(kibanaVersion)
      documents.set(kibanaVersion, document)
    }
    return document
  })

  app.get('/docs', {
    schema: { operationId: 'browseOpenApi', tags: ['control'], response: { 200: { description: 'a page', content: { 'text/html': { schema: Type.String() } } }, '4xx': ControlErrorSchema } },
  }, async (_request, reply) => reply.type('text/html; charset=utf-8').send(OPENAPI_PAGE))
}
