import type { TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifySchema } from 'fastify'
import type { OpenAPIV3_1 } from 'openapi-types'
import { buildControlApp } from '../app/control-app.js'
import { buildKibanaApp } from '../app/kibana-app.js'
import { PageFiles } from '../pages/page-files.js'
import { isPlainObject } from '../decoding/plain-object.js'
import { withoutKeys } from '../input/without-keys.js'
import { schemaAt, VERSION_KEYWORDS } from '../versions/schema.js'
import { NEWEST_VERSION, Version } from '../versions/version.js'
import type { FastifyOptions } from '../app/fastify.js'
import { TAGS } from './tags.js'

export type OpenApiDocument = OpenAPIV3_1.Document

/**
 * Builds the OpenAPI 3.1 document of all routes from their definitions. Uses separate apps
 * that never listen, so that only servers with requests for it pay for it.
 */
export async function createOpenApi (kibanaVersion: string): Promise<OpenApiDocument> {
  const { default: swagger } = await import('@fastify/swagger')
  const version = new Version(kibanaVersion)
  const describe = async (build: (options: FastifyOptions) => FastifyInstance, schemaVersion: Version): Promise<OpenApiDocument> => {
    const app = build({
      prepare: app => app.register(swagger, {
        transform: ({ schema = {}, url, route }) => {
          const isThere = version.has(route.config?.lifespan ?? {})
          return { schema: isThere ? describeRoute(schema, schemaVersion) : { hide: true }, url }
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
    await app.ready()
    const document = app.swagger() as OpenApiDocument
    await app.close()
    return document
  }
  const files = new PageFiles()
  const kibana = await describe(options => buildKibanaApp(files, options), version)
  // States and similar documents have one format for all versions
  const control = await describe(
    options => buildControlApp({ describeRoutes: createOpenApi, pageFiles: files, token: undefined, ca: undefined }, options),
    new Version(NEWEST_VERSION),
  )
  return { ...kibana, paths: withoutHead({ ...kibana.paths, ...control.paths }), servers: SERVERS }
}

/** Every path for GET also answers HEAD, which goes without saying. */
const withoutHead = (paths: NonNullable<OpenApiDocument['paths']>) =>
  Object.fromEntries(Object.entries(paths).map(([path, { head, ...operations } = {}]) => [path, operations]))

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
    partsAt(response as Parts, version), member => withoutKeys(member, [...ANNOTATIONS, ...LIMITS]),
  ) as Record<string, unknown>
  const sent = changeEach(
    partsAt(schema as Parts, version), member => withOptionalDefaults(withoutFunctions(withoutKeys(member, ANNOTATIONS))),
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
function changeEach (value: unknown, change: (schema: Record<string, unknown>) => object, areNames = false): unknown {
  if (Array.isArray(value)) return value.map(member => changeEach(member, change))
  if (!isPlainObject(value)) return value
  const entries = Object.entries(areNames ? value : change(value))
  return Object.fromEntries(entries.map(([key, member]) => [key, changeEach(member, change, key === 'properties' && !areNames)]))
}

/** Removes alternatives that only callers in the same process can pass: objects with a function. */
const withoutFunctions = ({ anyOf, ...schema }: { anyOf?: readonly ObjectSchema[] }): object => anyOf
  ? { ...schema, anyOf: anyOf.filter(({ properties = {} }) => Object.values(properties).every(({ type }) => type !== 'Function')) }
  : schema

/** In requests, keys with a default are optional; in our types they are always present. */
function withOptionalDefaults (schema: ObjectSchema): object {
  const { required, properties = {} } = schema
  return required ? { ...schema, required: required.filter(name => !('default' in properties[name]!)) } : schema
}
