import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { OpenAPIV3_1 } from 'openapi-types'
import { Type } from '@sinclair/typebox'
import { NEWEST_VERSION } from '../../versions/version.js'
import { answering } from '../route.js'

const DocumentSchema = Type.Object(
  {}, { additionalProperties: true, examples: [{ openapi: '3.1.0', info: { title: 'kibana-cases-mock', version: NEWEST_VERSION } }] },
)

/** Describes every route of a listener in a version of Kibana. Passed in by the app, since the document is built from a whole app. */
export type DescribeRoutes = (kibanaVersion: string, service?: 'elasticsearch') => Promise<OpenAPIV3_1.Document>

/** The description of every route: the OpenAPI document, which the page for people shows. */
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

  app.get('/elasticsearch/openapi.json', {
    schema: answering('getElasticsearchOpenApi', "Read the OpenAPI document of Elasticsearch's routes", DocumentSchema),
  }, async ({ instance }) => await describeRoutes(instance.kibana.settings.kibanaVersion, 'elasticsearch'))

  // The address of a former page; open, since a browser has no token yet
  app.get('/docs', {
    config: { isOpen: true },
    schema: { hide: true },
  }, async (_request, reply) => reply.redirect('./#/routes'))
}
