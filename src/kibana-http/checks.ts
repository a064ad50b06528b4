import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { configSchema } from '../decoding/config-schema.js'
import { isKibana8 } from '../kibana/version.js'
import { parseJson } from '../decoding/json.js'
import { badRequest, KibanaError } from '../kibana-error.js'

/**
 * Step 6a: writes must have a `kbn-xsrf` or `kbn-version` header, with any value.
 * Source: Kibana's core http server-internal/src/lifecycle_handlers.ts
 */
export function checkXsrf ({ method, headers }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
  if (headers['kbn-xsrf'] === undefined && headers['kbn-version'] === undefined) throw badRequest('Request must contain a kbn-xsrf header.')
}

/** Step 6b: a `kbn-version` header must match the server's version. */
export function checkVersion ({ headers }: FastifyRequest, expected: string): void {
  const got = headers['kbn-version']
  if (!got || got === expected) return
  throw new KibanaError(
    400,
    `Browser client is out of date, please refresh the page ("kbn-version" header was "${got}" but should be "${expected}")`,
    { attributes: { expected, got } },
  )
}

/** Step 6c: from 9.0 on, internal routes require a request that claims to come from Elastic's own code. */
export function checkInternal (request: FastifyRequest, kibanaVersion: string): void {
  if (request.route.config.access !== 'internal' || isKibana8(kibanaVersion)) return
  const { elasticInternalOrigin } = request.query as { elasticInternalOrigin?: string }
  const isInternal = elasticInternalOrigin === undefined
    ? request.headers['x-elastic-internal-origin'] !== undefined
    : elasticInternalOrigin !== 'false'
  if (isInternal) return
  const path = request.url.split('?', 1)[0]
  throw badRequest(`uri [${path}] with method [${request.method.toLowerCase()}] exists but is not available with the current configuration`)
}

/** Removes the query key that only Kibana's core reads, so that routes do not reject it as unknown. */
export function hideInternalOrigin ({ query }: FastifyRequest): void {
  const keys = query as { elasticInternalOrigin?: unknown }
  if (keys.elasticInternalOrigin !== undefined) delete keys.elasticInternalOrigin
}

/** The name of a value in config-schema's message for something other than a plain object. */
const describe = (value: unknown) => Array.isArray(value) ? '[Array]' : `[${typeof value}]`

/**
 * Step 7 of the Cases routes: the route schema accepts any object, a JSON string with an object, or null.
 * Source: Kibana's kbn-config-schema types object_type, union_type
 */
export function ensureObjectOrNull (body: unknown): object | null {
  if (typeof body === 'object' && !Array.isArray(body)) return body
  let reason = `expected a plain object value, but found ${describe(body)} instead.`
  if (typeof body === 'string') {
    try {
      const parsed = parseJson(body)
      if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) return parsed
      reason = `expected a plain object value, but found ${parsed === null ? '[null]' : describe(parsed)} instead.`
    } catch {
      reason = 'could not parse object value from json input'
    }
  }
  throw badRequest(`[request body]: types that failed validation:\n- [request body.0]: ${reason}\n- [request body.1]: expected value to equal [null]`)
}

const objects = configSchema(Type.Array(Type.Object({}, { additionalProperties: true })))

/** Step 7 of routes that accept an array of objects. */
export const ensureObjects = (body: unknown): object[] => objects(body, 'request body')
