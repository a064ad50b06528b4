import type { FastifyRequest } from 'fastify'
import { badRequest, KibanaError } from '../kibana-error.js'
import { pathOf } from './paths.js'
import { targetOf } from './target.js'
import { internalRoutesAreClosed } from './versions.js'

/**
 * Step 6a: writes must have a `kbn-xsrf` or `kbn-version` header, with any value.
 * Source: Kibana's core http server-internal/src/lifecycle_handlers.ts
 */
export function checkXsrf ({ method, headers }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
  if (headers['kbn-xsrf'] === undefined && headers['kbn-version'] === undefined) throw badRequest('Request must contain a kbn-xsrf header.')
}

/** Step 6b: a `kbn-version` header must match the server's version. */
export function checkVersion ({ headers, raw }: FastifyRequest): void {
  const expected = targetOf(raw).kibana.settings.kibanaVersion
  const got = headers['kbn-version']
  if (!got || got === expected) return
  throw new KibanaError(
    400,
    `Browser client is out of date, please refresh the page ("kbn-version" header was "${got}" but should be "${expected}")`,
    { attributes: { expected, got } },
  )
}

/** Step 6c: from 9.0 on, internal routes require a request that claims to come from Elastic's own code. */
export function checkInternal (request: FastifyRequest): void {
  if (request.route.config.access !== 'internal' || !internalRoutesAreClosed(targetOf(request.raw).kibana.version)) return
  const { elasticInternalOrigin } = request.query as { elasticInternalOrigin?: string }
  const isInternal = elasticInternalOrigin === undefined
    ? request.headers['x-elastic-internal-origin'] !== undefined
    : elasticInternalOrigin !== 'false'
  if (isInternal) return
  const method = request.method.toLowerCase()
  throw badRequest(`uri [${pathOf(request.url)}] with method [${method}] exists but is not available with the current configuration`)
}

/** Step 6d: the API privileges that the route requires. */
export function checkPrivileges ({ route, scope, method, url }: FastifyRequest): void {
  const { apiPrivileges: rule } = route.config
  const apiPrivileges = typeof rule === 'function' ? rule(scope.kibana.version) : rule
  if (apiPrivileges) scope.authorization.ensureApi(apiPrivileges, `${method} ${url}`)
}
