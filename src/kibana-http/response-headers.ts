import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import type { KibanaContext } from '../kibana/context.js'
import { LICENSES } from '../kibana/license.js'
import { byVersion } from '../versions/by-version.js'
import type { Version } from '../versions/version.js'
import { openerPolicyIsSent, permissionsPolicyIsSent, referrerPolicyIsStrict } from './versions.js'

/** Kibana's `server.name`: the host name, without characters that are invalid in headers. */
export const SERVER_NAME = hostname().replace(/[^\x20-\x7e]/g, '')

/**
 * Headers that Kibana adds to every response of its own.
 * Source: Kibana's core http server-internal: lifecycle_handlers, security_response_headers_config, csp
 */
const CONSTANT_HEADERS: Readonly<Record<string, string>> = {
  'kbn-name': SERVER_NAME,
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "script-src 'report-sample' 'self'; worker-src 'report-sample' 'self' blob:; style-src 'report-sample' 'self' 'unsafe-inline'",
  'cache-control': 'private, no-cache, no-store, must-revalidate',
}

/** Headers that differ between versions. */
const headersOf = (version: Version): Readonly<Record<string, string>> => ({
  'referrer-policy': referrerPolicyIsStrict(version) ? 'strict-origin-when-cross-origin' : 'no-referrer-when-downgrade',
  ...(permissionsPolicyIsSent(version) && { 'permissions-policy': PERMISSIONS_POLICY }),
  ...(openerPolicyIsSent(version) && { 'cross-origin-opener-policy': 'same-origin' }),
})

const PERMISSIONS_POLICY = 'camera=(), display-capture=(), fullscreen=(self), geolocation=(), microphone=(), web-share=()'

const byLicense = byVersion(version => {
  const constant = { ...CONSTANT_HEADERS, ...headersOf(version) }
  return new Map(
    LICENSES.map(license => [license, { ...constant, 'kbn-license-sig': createHash('sha256').update(`license:${license}`).digest('hex') }]),
  )
})

/** Builds the headers of every response. `kbn-license-sig` changes with the license, because clients cache by it. */
export function responseHeaders ({ license, version }: Pick<KibanaContext, 'license' | 'version'>): Readonly<Record<string, string>> {
  return byLicense(version).get(license)!
}
