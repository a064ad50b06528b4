import type { FastifyInstance } from 'fastify'
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
    return withoutAnnotations(app.swagger() as OpenApiDocument)
  } finally {
    await app.close()
    controls.dispose()
  }
}

/** What the schemas say to our decoders alone. */
const ANNOTATIONS = new Set(['fieldName', 'patternMessage', 'codecName', 'nullMeansEmpty', 'expected', 'maxPerPage', 'explained'])

function withoutAnnotations<Value> (value: Value): Value {
  return JSON.parse(JSON.stringify(value, (key, member) => ANNOTATIONS.has(key) ? undefined : member))
}
