import type { OpenAPIV3_1 } from 'openapi-types'
import type { ElasticsearchRoute } from '../elasticsearch/route.js'
import { ROUTES } from '../elasticsearch/routes.js'
import { documentedPath } from '../kibana-http/paths.js'
import { Version } from '../versions/version.js'

const JSON_OBJECT = { 'application/json': { schema: { type: 'object' as const } } }
const ERROR = {
  description: 'an error of Elasticsearch',
  content: {
    'application/json': {
      schema: {
        type: 'object' as const,
        properties: { error: { description: 'an exception, or a text' }, status: { type: 'integer' as const } },
        required: ['error'],
      },
    },
  },
}

const TEXT = { type: 'string' as const }

/** A name for an operation, unique among all: `getAlertByIndexAndId`. */
function nameOf (method: string, { summary, path }: ElasticsearchRoute): string {
  const words = [method.toLowerCase(), ...summary.split(' '), ...path.split('/').map(part => part.replace(/\W/g, ''))]
  return words.filter(word => word !== '').map((word, index) => index === 0 ? word : word[0]!.toUpperCase() + word.slice(1)).join('')
}

function operationOf (method: string, route: ElasticsearchRoute): OpenAPIV3_1.OperationObject {
  const { path, summary, description, parameters = [] } = route
  return {
    operationId: nameOf(method, route),
    tags: ['elasticsearch'],
    summary,
    description,
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({ name, in: 'path', required: true, schema: TEXT })),
      ...parameters.map(name => ({ name, in: 'query', schema: TEXT })),
    ],
    ...((method === 'POST' || method === 'PUT') && { requestBody: { content: JSON_OBJECT } }),
    responses: { 200: { description: 'the answer of Elasticsearch', content: JSON_OBJECT }, '4XX': ERROR, '5XX': ERROR },
  }
}

/** Builds the OpenAPI 3.1 document of Elasticsearch's routes from their table. */
export function describeElasticsearch (kibanaVersion: string): OpenAPIV3_1.Document {
  const paths: Record<string, Record<string, OpenAPIV3_1.OperationObject>> = {}
  const version = new Version(kibanaVersion)
  for (const route of ROUTES) {
    if (route.exists?.(version) === false) continue
    const path = documentedPath(route.path)
    const operations = route.methods.map(method => [method.toLowerCase(), operationOf(method, route)] as const)
    paths[path] = { ...paths[path], ...Object.fromEntries(operations) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'kibana-cases-mock',
      description: `The routes of Elasticsearch ${kibanaVersion} that the option \`elasticsearch\` adds on a port of their own.`,
      version: kibanaVersion,
    },
    paths,
  }
}
