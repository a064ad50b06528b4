import type { TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifySchema } from 'fastify'
import type { OpenAPIV3_1 } from 'openapi-types'
import { buildApp } from '../app.js'
import { createContext } from '../create-context.js'
import { resolveOptions } from '../options/resolve.js'
import { Instances } from '../control/instances.js'
import type { Lifespan } from '../versions/cuts.js'
import { schemaAt, VERSION_KEYWORDS } from '../versions/schema.js'
import { Version } from '../versions/version.js'

export type OpenApiDocument = OpenAPIV3_1.Document

/**
 * The OpenAPI 3.1 description of every route, Kibana's and ours, made from the route definitions. It is read off another server
 * that never listens, so that one that nobody asks does not pay for it.
 */
export async function createOpenApi (kibanaVersion: string): Promise<OpenApiDocument> {
  const { default: swagger } = await import('@fastify/swagger')
  const version = new Version(kibanaVersion)
  const instances = new Instances(createContext, resolveOptions({ kibanaVersion }))
  const app: FastifyInstance = buildApp(instances, {
    describeRoutes: createOpenApi,
    prepare: app => app.register(swagger, {
      transform: ({ schema = {}, url, route }) => ({ schema: describeRoute(schema, route.config?.lifespan, version), url }),
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'kibana-cases-mock',
          description: `The Cases API of Kibana ${kibanaVersion} as this server answers it, and the control routes under /_mock.`,
          version: kibanaVersion,
        },
      },
    }),
  })
  try {
    await app.ready()
    return app.swagger() as OpenApiDocument
  } finally {
    await app.close()
    instances.dispose()
  }
}

/** What the schemas say to our decoders alone. */
const ANNOTATIONS = [
  ...VERSION_KEYWORDS, 'fieldName', 'patternMessage', 'codecName', 'codec', 'filledWith', 'isUntagged', 'emptyMessage', 'nullMeansEmpty', 'expected', 'maxPerPage', 'explained', 'check', 'keyCheck', 'accepts', 'secret',
]
/** Limits are for what clients send. Answers may go past them: by white space, which does not count, or by what a state brought. */
const LIMITS = ['minLength', 'maxLength', 'minItems', 'maxItems']

interface ObjectSchema { readonly required?: readonly string[], readonly properties?: Readonly<Record<string, object>> }

function describeRoute ({ response = {}, ...schema }: FastifySchema, lifespan: Lifespan = {}, version: Version): FastifySchema {
  if (!version.has(lifespan)) return { hide: true }
  const answers = changeEach(partsAt(response as Parts, version), member => without([...ANNOTATIONS, ...LIMITS], member)) as Record<string, unknown>
  return {
    ...changeEach(partsAt(schema as Parts, version), member => withOptionalDefaults(without(ANNOTATIONS, member))) as FastifySchema,
    // What nobody planned for looks like any other error
    response: { ...answers, ...('4xx' in answers && { '5xx': answers['4xx'] }) },
  }
}

type Parts = Readonly<Record<string, TSchema>>

/** The schemas of a route's parts as of a version. */
const partsAt = (parts: Parts, version: Version): Parts =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'object' ? schemaAt(part, version) : part]))

/** A value with every schema in it changed. Under `properties` stand names, which may be called like keywords. */
function changeEach (value: unknown, change: (schema: object) => object, areNames = false): unknown {
  if (Array.isArray(value)) return value.map(member => changeEach(member, change))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(areNames ? value : change(value))
  return Object.fromEntries(entries.map(([key, member]) => [key, changeEach(member, change, key === 'properties' && !areNames)]))
}

const without = (keywords: readonly string[], schema: object) => Object.fromEntries(Object.entries(schema).filter(([key]) => !keywords.includes(key)))

/** Whoever sends it may leave out what has a default; our own types have it always. */
function withOptionalDefaults (schema: ObjectSchema): object {
  const { required, properties = {} } = schema
  return required ? { ...schema, required: required.filter(name => !('default' in properties[name]!)) } : schema
}
