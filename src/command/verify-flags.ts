import { randomBytes } from 'node:crypto'
import { LICENSES, type License } from '../kibana/license.js'
import { AREAS } from '../verify/areas.js'
import { areasOf } from '../verify/verify.js'
import { KIBANA_FLAG_HELP, KIBANA_FLAGS, parseFlags } from './kibana-flags.js'
import { UsageError } from './usage-error.js'

export const VERIFY_FLAGS = {
  ...KIBANA_FLAGS,
  space: { type: 'string' },
  only: { type: 'string', multiple: true },
  headers: { type: 'boolean' },
  'key-order': { type: 'boolean' },
  license: { type: 'string' },
  'external-system': { type: 'string' },
  json: { type: 'string' },
  junit: { type: 'string' },
  record: { type: 'string' },
} as const

export const VERIFY_HELP = `Usage: kibana-cases-mock verify --kibana URL [options]

Runs the same requests against a Kibana and against this package as the same version and license, and lists every difference.
It creates a space in the Kibana, works there, and removes everything. Ids, times, versions, users and hosts may differ, but must
be used consistently. Exit status: 0 for no differences, 1 for differences, 2 if it could not run.

${KIBANA_FLAG_HELP}  --space NAME       the space to create (a generated name if absent); neither it nor its
                     companions NAME-other, NAME-role and NAME-user may exist
  --only AREA        one area, may be repeated: ${AREAS.map(({ name }) => name).join(', ')}
  --headers          compare headers too
  --key-order        compare the order of keys too
  --external-system HOST[:PORT]
                     also execute connectors: the Kibana reaches this machine at HOST, where this command starts the system
  --license NAME     license to use, for a Kibana that does not report its own
  --json FILE        write the report as JSON
  --junit FILE       write the report as JUnit XML
  --record DIR       write the responses of the Kibana, anonymized, to DIR/<version>.json
  -h, --help         this text
`

/** The parsed flags of `verify`. */
export type VerifyFlags = ReturnType<typeof parseFlags<typeof VERIFY_FLAGS>>

interface VerifyInput {
  readonly flags: VerifyFlags
  readonly license: License | undefined
  readonly space: string
  /** The host and port at which Kibana reaches the external systems that this command starts; port 0 for any free one. */
  readonly external: { readonly host: string, readonly port: number } | undefined
}

/**
 * Parses the flags of `verify`.
 * @throws UsageError or CannotRun for invalid flags
 */
export function readVerifyFlags (args: readonly string[]): VerifyInput {
  const flags = parseFlags('verify', VERIFY_FLAGS, args)
  areasOf(flags.only)
  return { flags, license: readLicense(flags.license), space: readSpace(flags.space), external: readExternal(flags['external-system']) }
}

function readLicense (text: string | undefined): License | undefined {
  const license = LICENSES.find(name => name === text)
  if (text !== undefined && !license) throw new UsageError(`--license: expected one of ${LICENSES.join(', ')}, got "${text}"`)
  return license
}

function readExternal (text: string | undefined): VerifyInput['external'] {
  if (text === undefined) return undefined
  const url = `http://${text}`
  if (!/^[\w.-]+(?::\d+)?$|^\[[0-9a-f:]+\](?::\d+)?$/i.test(text) || !URL.canParse(url)) {
    throw new UsageError(`--external-system: expected a host, with or without a port, got "${text}"`)
  }
  const { hostname: host, port } = new URL(url)
  return { host, port: Number(port) }
}

function readSpace (text = `kcm-verify-${randomBytes(4).toString('hex')}`): string {
  if (!/^[a-z0-9_-]+$/.test(text)) throw new UsageError(`--space: expected a name of a-z, 0-9, "_" and "-", got "${text}"`)
  if (text === 'default') throw new UsageError('--space: the default space cannot be created and removed')
  return text
}
