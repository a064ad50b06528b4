import type { FastifyRequest } from 'fastify'
import { parseIsoTime } from '../input/iso-time.js'
import { badRequest } from '../kibana-error.js'
import { documentedPath } from './paths.js'

/** The only version of Kibana's public API. */
export const API_VERSION = '2023-10-31'

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
  if (version === undefined || version === '' || version === API_VERSION) return
  if (!isDate(String(version))) {
    throw badRequest(`Invalid version. Received "${version}", expected a valid date string formatted as YYYY-MM-DD.`)
  }
  throw badRequest(
    `No version "${version}" available for [${method.toLowerCase()}] [${documentedPath(route.url!)}]. Available versions are: ` +
      `[${API_VERSION}]`,
  )
}
