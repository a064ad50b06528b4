import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { configSchema } from '../decoding/config-schema.js'
import { typeName } from '../decoding/config-schema-failure.js'
import { parseJson } from '../decoding/json.js'
import { isPlainObject } from '../decoding/plain-object.js'
import { badRequest } from '../kibana-error.js'
import { targetOf } from './target.js'
import { apiVersionIsSent } from './versions.js'
import { apiVersionOf, checkApiVersion } from './api-version.js'

/**
 * Step 7: the schema that Kibana's router has for the route. From here on, responses are the route's own and have its API version.
 * @throws KibanaError 400
 */
export function checkRequest (request: FastifyRequest, reply: FastifyReply): void {
  const { access, checkedBy, payload = 'nullable', versioned } = request.route.config
  const { version } = targetOf(request.raw).kibana
  const isVersioned = versioned?.(version) ?? false
  if (isVersioned) checkApiVersion(request)
  hideInternalOrigin(request)
  if (isVersioned || (access === 'public' && apiVersionIsSent(version))) {
    reply.header('elastic-api-version', apiVersionOf(request.route))
  }
  // Core checks the body after the query, so with the other parts (`decodersOf`)
  if (checkedBy !== 'core' && payload !== 'any') request.body = ensureShape[payload](request.body)
}

/** Removes the query key that only Kibana's core reads, so that routes do not reject it as unknown. */
function hideInternalOrigin ({ query }: FastifyRequest): void {
  const keys = query as { elasticInternalOrigin?: unknown }
  if (keys.elasticInternalOrigin !== undefined) delete keys.elasticInternalOrigin
}

const notAnObject = (value: unknown) => `expected a plain object value, but found [${typeName(value)}] instead.`

/**
 * The schema of most routes of Cases: any object, a JSON string with an object, or null.
 * Source: Kibana's kbn-config-schema types object_type, union_type
 */
function ensureObjectOrNull (body: unknown): object | null {
  if (body === null || body === undefined) return null
  if (isPlainObject(body)) return body
  let reason = notAnObject(body)
  if (typeof body === 'string') {
    try {
      const parsed = parseJson(body)
      if (isPlainObject(parsed)) return parsed
      reason = notAnObject(parsed)
    } catch {
      reason = 'could not parse object value from json input'
    }
  }
  throw badRequest(
    `[request body]: types that failed validation:\n- [request body.0]: ${reason}\n- [request body.1]: expected value to equal [null]`,
  )
}

const AnyObjectSchema = Type.Object({}, { additionalProperties: true })
const ensureObject = configSchema(AnyObjectSchema)
const ensureObjects = configSchema(Type.Array(AnyObjectSchema))

/** The bodies that the schema of a route accepts. */
export type Payload = 'nullable' | 'object' | 'objects' | 'any'

/** Checks a body, and parses it if it is a JSON string. */
export const ensureShape: Readonly<Record<Exclude<Payload, 'any'>, (body: unknown) => object | null>> = {
  nullable: ensureObjectOrNull,
  object: body => ensureObject(body ?? null, 'request body'),
  objects: body => ensureObjects(body ?? null, 'request body'),
}
