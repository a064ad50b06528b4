import type { FastifyInstance, FastifySchema } from 'fastify'
import type { OpenAPIV3_1 } from 'openapi-types'
import { buildApp } from '../app.js'
import { createContext } from '../create-context.js'
import { resolveOptions } from '../options/resolve.js'
import { Controls } from './controls.js'

export type OpenApiDocument = OpenAPIV3_1.Document

/**
 * The OpenAPI 3.1 description of every route, Kibana's and ours, made from the route definitions. It is read off another server
 * that never listens, so that one that nobody asks does not pay for it.
 */
export async function createOpenApi (kibanaVersion: string): Promise<OpenApiDocument> {
  const { default: swagger } = await import('@fastify/swagger')
  const controls = new Controls(() => createContext(resolveOptions({ kibanaVersion })))
  const app: FastifyInstance = buildApp(controls, false, {}, app => {
    app.register(swagger, {
      transform: ({ schema = {}, url }) => ({ schema: describeRoute(schema), url }),
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'kibana-cases-mock',
          description: `The Cases API of Kibana ${kibanaVersion} as this server answers it, and the control routes under /_mock.`,
          version: kibanaVersion,
        },
      },
    })
  })
  try {
    await app.ready()
    return app.swagger() as OpenApiDocument
  } finally {
    await app.close()
    controls.dispose()
  }
}

/** What the schemas say to our decoders alone. */
const ANNOTATIONS = ['fieldName', 'patternMessage', 'codecName', 'nullMeansEmpty', 'expected', 'maxPerPage', 'explained', 'check', 'keyCheck']
/** Limits are for what clients send. Answers may go past them: by white space, which does not count, or by what a state brought. */
const LIMITS = ['minLength', 'maxLength', 'minItems', 'maxItems']

function describeRoute ({ response, ...schema }: FastifySchema): FastifySchema {
  const answers = without([...ANNOTATIONS, ...LIMITS], response) as Record<string, unknown>
  // What nobody planned for looks like any other error
  return { ...without(ANNOTATIONS, schema) as FastifySchema, response: { ...answers, ...('4xx' in answers && { '5xx': answers['4xx'] }) } }
}

/** A schema without these keywords, at any depth. Properties may be called as they are. */
function without (keywords: readonly string[], schema: unknown, areNames = false): unknown {
  if (Array.isArray(schema)) return schema.map(member => without(keywords, member))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).flatMap(([key, member]) =>
    areNames || !keywords.includes(key) ? [[key, without(keywords, member, key === 'properties' && !areNames)]] : []))
}
