import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { OpenAPIV3_1 } from 'openapi-types'
import { Type } from '@sinclair/typebox'
import { OPENAPI_PAGE } from './page.js'
import { answering } from '../route.js'

const HtmlSchema = { description: 'a page', content: { 'text/html': { schema: Type.String(), example: '<!doctype html>\n<html lang="en">' } } }
const DocumentSchema = Type.Object(
  {}, { additionalProperties: true, examples: [{ openapi: '3.1.0', info: { title: 'kibana-cases-mock', version: '9.5.4' } }] },
)

/** Describes every route as of a Kibana version. Passed in from above, since the document is built from a whole app. */
export type DescribeRoutes = (kibanaVersion: string) => Promise<OpenAPIV3_1.Document>

/** The description of every route: the OpenAPI document, and a page to browse it. */
export const openApiRoutes: FastifyPluginAsyncTypebox<{ describeRoutes: DescribeRoutes }> = async (app, { describeRoutes }) => {
  const documents = new Map<string, ReturnType<DescribeRoutes>>()

  app.get('/openapi.json', {
    schema: answering('getOpenApi', 'Read the OpenAPI document of every route', DocumentSchema),
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
    schema: answering('browseOpenApi', 'Browse the routes', HtmlSchema),
  }, async (_request, reply) => reply.type('text/html; charset=utf-8').send(OPENAPI_PAGE))
}
