import type { FastifyRequest } from 'fastify'
import { parseIsoTime } from '../input/iso-time.js'
import { badRequest } from '../kibana-error.js'
import { documentedPath } from './paths.js'

/** The only version of Kibana's public API. */
export const API_VERSION = '2023-10-31'

/** The only version of Kibana's internal API. */
const INTERNAL_VERSION = '1'

/** The version of a route's API. */
export const apiVersionOf = ({ config }: FastifyRequest['route']): string => config.access === 'internal' ? INTERNAL_VERSION : API_VERSION

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parseIsoTime(text))

/**
 * Checks the API version that a request to a versioned route names, if any. There is only one.
 * @throws KibanaError 400
 * Source: Kibana's core http router-server-internal/src/versioned_router/{core_versioned_route,route_version_utils}.ts
 */
export function checkApiVersion ({ headers, query, method, route }: FastifyRequest): void {
  if ('apiVersion' in (query as object)) {
    throw badRequest(
      'Use of query parameter "apiVersion" is not allowed. Please specify the API version using the "elastic-api-version" header.',
    )
  }
  const version = headers['elastic-api-version']
  const only = apiVersionOf(route)
  if (version === undefined || version === '' || version === only) return
  ensureWellFormed(String(version), only)
  throw badRequest(
    `No version "${version}" available for [${method.toLowerCase()}] [${documentedPath(route.url!)}]. Available versions are: ` +
      `[${only}]`,
  )
}

/** @throws KibanaError 400 for a version that no route can have */
function ensureWellFormed (version: string, only: string): void {
  if (only === API_VERSION && !isDate(version)) {
    throw badRequest(`Invalid version. Received "${version}", expected a valid date string formatted as YYYY-MM-DD.`)
  }
  if (only === INTERNAL_VERSION && !/^[1-9]\d*$/.test(version)) {
    throw badRequest(
      `Invalid version number. Received "${version}", expected a string containing _only_ a finite, whole number greater than 0.`,
    )
  }
}
