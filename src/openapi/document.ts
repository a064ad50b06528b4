import type { TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifySchema } from 'fastify'
import type { OpenAPIV3_1 } from 'openapi-types'
import { buildApp } from '../app.js'
import { createContext } from '../create-context.js'
import { resolveOptions } from '../options/resolve.js'
import { Instances } from '../control/instances.js'
import { schemaAt, VERSION_KEYWORDS } from '../versions/schema.js'
import { NEWEST_VERSION, Version } from '../versions/version.js'
import { TAGS } from './tags.js'

export type OpenApiDocument = OpenAPIV3_1.Document

/**
 * Builds the OpenAPI 3.1 document of all routes from their definitions. Uses a second app
 * that never listens, so that servers without requests for it don't pay for it.
 */
export async function createOpenApi (kibanaVersion: string): Promise<OpenApiDocument> {
  const { default: swagger } = await import('@fastify/swagger')
  const version = new Version(kibanaVersion)
  // States and similar documents have one format for all versions
  const newest = new Version(NEWEST_VERSION)
  const instances = new Instances(createContext, resolveOptions({ kibanaVersion }))
  const app: FastifyInstance = buildApp(instances, {
    describeRoutes: createOpenApi,
    prepare: app => app.register(swagger, {
      transform: ({ schema = {}, url, route }) => {
        const isThere = version.has(route.config?.lifespan ?? {})
        return { schema: isThere ? describeRoute(schema, url.startsWith('/_mock') ? newest : version) : { hide: true }, url }
      },
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'kibana-cases-mock',
          description: `The Cases API of Kibana ${kibanaVersion} as this server answers it, and the control routes under /_mock.`,
          version: kibanaVersion,
        },
        tags: TAGS,
      },
    }),
  })
  try {
    await app.ready()
    return { ...app.swagger() as OpenApiDocument, servers: SERVERS }
  } finally {
    await app.close()
    instances.dispose()
  }
}

/** The document is under `/_mock` of the Kibana that it describes: the server's own, or a sandbox. */
const SERVERS = [{ url: '..', description: 'the Kibana that this document is from' }]

/** Keywords that only our decoders read. */
const ANNOTATIONS = [
  ...VERSION_KEYWORDS,
  'fieldName',
  'patternMessage',
  'codecName',
  'codec',
  'filledWith',
  'isUntagged',
  'emptyMessage',
  'nullMeansEmpty',
  'expected',
  'maxPerPage',
  'refusal',
  'check',
  'keyCheck',
  'onlyWith',
  'accepts',
  'secret',
  'secretKeys',
]
/** Limits apply to requests. Responses may exceed them: by white space, or with data from a state. */
const LIMITS = ['minLength', 'maxLength', 'minItems', 'maxItems']

interface ObjectSchema {
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>
}

function describeRoute ({ response = {}, ...schema }: FastifySchema, version: Version): FastifySchema {
  const answers = changeEach(
    partsAt(response as Parts, version), member => without([...ANNOTATIONS, ...LIMITS], member),
  ) as Record<string, unknown>
  const sent = changeEach(
    partsAt(schema as Parts, version), member => withOptionalDefaults(withoutFunctions(without(ANNOTATIONS, member))),
  ) as FastifySchema
  return {
    ...sent,
    // Unexpected errors have the same form
    response: { ...answers, ...('4xx' in answers && { '5xx': answers['4xx'] }) },
  }
}

type Parts = Readonly<Record<string, TSchema>>

/** The schemas of a route's parts as of a version. */
const partsAt = (parts: Parts, version: Version): Parts =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'object' ? schemaAt(part, version) : part]))

/** Changes every schema in a value. Names under `properties` may look like keywords. */
function changeEach (value: unknown, change: (schema: object) => object, areNames = false): unknown {
  if (Array.isArray(value)) return value.map(member => changeEach(member, change))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(areNames ? value : change(value))
  return Object.fromEntries(entries.map(([key, member]) => [key, changeEach(member, change, key === 'properties' && !areNames)]))
}

const without = (keywords: readonly string[], schema: object) => Object.fromEntries(
  Object.entries(schema).filter(([key]) => !keywords.includes(key)),
)

/** Removes alternatives that only callers in the same process can pass: objects with a function. */
const withoutFunctions = ({ anyOf, ...schema }: { anyOf?: readonly ObjectSchema[] }): object => anyOf
  ? { ...schema, anyOf: anyOf.filter(({ properties = {} }) => Object.values(properties).every(({ type }) => type !== 'Function')) }
  : schema

/** In requests, keys with a default are optional; in our types they are always present. */
function withOptionalDefaults (schema: ObjectSchema): object {
  const { required, properties = {} } = schema
  return required ? { ...schema, required: required.filter(name => !('default' in properties[name]!)) } : schema
}
