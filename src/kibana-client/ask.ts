import { CannotRun } from './cannot-run.js'
import type { Received, Send } from './exchange.js'
import { fits } from '../input/check-input.js'
import { LICENSES, type License } from '../kibana/license.js'
import { KibanaVersionSchema } from '../versions/version.js'

/** Facts about a Kibana that affect its answers. */
export interface KibanaFacts {
  readonly version: string
  readonly build: string
  /** Undefined if it does not report one. */
  readonly license: License | undefined
  readonly security: boolean
}

/** Parses a JSON response; undefined for anything else. */
export function parse ({ text }: Received): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isLicense = (text: unknown): text is License => LICENSES.some(license => license === text)

/**
 * Asks a Kibana for its version, build, license and security.
 * @throws CannotRun if it is not a Kibana of a known version, or rejects the credentials
 */
export async function askAbout (send: Send, authorization: string | undefined): Promise<KibanaFacts> {
  const headers = authorization === undefined ? {} : { authorization }
  const get = (path: string, more: Readonly<Record<string, string>> = headers) => send({ method: 'GET', path, headers: more })
  const [anonymous, signedIn] = [await get('/api/cases/tags', {}), await get('/api/cases/tags')]
  if (signedIn.status === 401) {
    throw new CannotRun(authorization === undefined
      ? 'Kibana requires credentials: give --username and --password, or --api-key'
      : 'Kibana refuses the credentials (401)')
  }
  const status = await get('/api/status')
  const { version, status: health } = Object(parse(status))
  // Source: Kibana 9.5, core status routes: the level alone
  if (version === undefined && health !== undefined) {
    throw new CannotRun('Kibana reports its version only to users with the cluster privilege monitor')
  }
  if (typeof version?.number !== 'string') {
    throw new CannotRun(`/api/status reports no version (it answered ${status.status}): is this a Kibana?`)
  }
  if (Number.parseInt(version.number) < 8) throw new CannotRun(`Kibana ${version.number} is too old: versions from 8.0.0 on are known`)
  if (!fits(KibanaVersionSchema, version.number)) {
    throw new CannotRun(`Kibana ${version.number} is a pre-release: only releases and snapshots are known`)
  }
  const { license } = Object(parse(await get('/api/licensing/info')))
  return {
    version: `${version.number}${version.build_snapshot === true ? '-SNAPSHOT' : ''}`,
    build: String(version.build_hash),
    license: isLicense(license?.type) ? license.type : undefined,
    security: anonymous.status === 401,
  }
}
