import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import type { License } from '../kibana/license.js'

/** Kibana's `server.name`: the host name, without characters that a header cannot carry. */
export const SERVER_NAME = hostname().replace(/[^\x20-\x7e]/g, '')

/**
 * Headers that Kibana adds to every response of its own.
 * Source: Kibana's core http server-internal: lifecycle_handlers, security_response_headers_config, csp
 */
const CONSTANT_HEADERS: Readonly<Record<string, string>> = {
  'kbn-name': SERVER_NAME,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), display-capture=(), fullscreen=(self), geolocation=(), microphone=(), web-share=()',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "script-src 'report-sample' 'self'; worker-src 'report-sample' 'self' blob:; style-src 'report-sample' 'self' 'unsafe-inline'",
  'cache-control': 'private, no-cache, no-store, must-revalidate',
}

const byLicense = new Map<License, Readonly<Record<string, string>>>()

/** Builds the headers of every response. `kbn-license-sig` changes with the license, as clients that cache it expect. */
export function responseHeaders (license: License): Readonly<Record<string, string>> {
  let headers = byLicense.get(license)
  if (!headers) {
    headers = { ...CONSTANT_HEADERS, 'kbn-license-sig': createHash('sha256').update(`license:${license}`).digest('hex') }
    byLicense.set(license, headers)
  }
  return headers
}
