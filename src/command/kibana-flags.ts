import { readFileSync } from 'node:fs'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { KibanaClient } from '../kibana-client/kibana-client.js'
import { UsageError } from './usage-error.js'

type Options = NonNullable<ParseArgsConfig['options']>
type Environment = Readonly<Record<string, string | undefined>>

/** Flags of the commands that talk to a Kibana. The first four may also come from variables, such as `KIBANA_API_KEY`. */
export const KIBANA_FLAGS = {
  kibana: { type: 'string' },
  username: { type: 'string' },
  password: { type: 'string' },
  'api-key': { type: 'string' },
  ca: { type: 'string' },
  timeout: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options

/** The help text for these flags. */
export const KIBANA_FLAG_HELP = `  --kibana URL       URL of the Kibana, with its base path; or KIBANA_URL
  --username NAME    user, with --password; or KIBANA_USERNAME, KIBANA_PASSWORD
  --api-key KEY      instead: an API key as Kibana shows it, in base64; or KIBANA_API_KEY
  --ca FILE          certificate authority of the Kibana, in PEM format
  --timeout SECONDS  longest wait for a response (30)
`

export interface KibanaFlags {
  readonly kibana?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly 'api-key'?: string | undefined
  readonly ca?: string | undefined
  readonly timeout?: string | undefined
}

/**
 * Parses the flags of a command.
 * @throws UsageError for an unknown flag or a missing value
 */
export function parseFlags<const Declared extends Options> (command: string, options: Declared, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    // The first sentence of Node's message is the reason
    const [reason] = (error as Error).message.split(/\.\s/)
    throw new UsageError(`${reason}; see kibana-cases-mock ${command} --help`)
  }
}

/** Reads the file given with a flag. */
export function readNamedFile (flag: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`--${flag}: ${(error as Error).message}`)
  }
}

function readUrl (text: string | undefined): URL {
  if (!text) throw new UsageError('--kibana: name the URL of a Kibana')
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new UsageError(`--kibana: expected an http or https URL, got "${text}"`)
  return url
}

function readTimeout (text: string): number {
  const seconds = Number(text)
  if (!(seconds > 0)) throw new UsageError(`--timeout: expected a number of seconds, got "${text}"`)
  return seconds * 1000
}

function authorizationOf (url: URL, flags: KibanaFlags, env: Environment): string | undefined {
  const key = flags['api-key'] ?? env.KIBANA_API_KEY
  if (key) return `ApiKey ${key}`
  const username = flags.username ?? env.KIBANA_USERNAME ?? decodeURIComponent(url.username)
  if (!username) return undefined
  const password = flags.password ?? env.KIBANA_PASSWORD ?? decodeURIComponent(url.password)
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** Creates the client for the Kibana in the flags, with its credentials. */
export function clientOf (flags: KibanaFlags, env: Environment): { client: KibanaClient, authorization: string | undefined } {
  const url = readUrl(flags.kibana ?? env.KIBANA_URL)
  const ca = flags.ca === undefined ? undefined : readNamedFile('ca', flags.ca)
  const authorization = authorizationOf(url, flags, env)
  // Node's client would send the credentials in the URL
  url.username = ''
  url.password = ''
  return { client: new KibanaClient({ url, ca, timeoutMs: readTimeout(flags.timeout ?? '30') }), authorization }
}
