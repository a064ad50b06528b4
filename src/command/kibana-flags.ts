import { parseArgs, type ParseArgsConfig } from 'node:util'
import { expecting, InvalidInput, naming } from '../input/invalid-input.js'
import { readText } from '../input/read-text.js'
import { LONGEST_TIMER_MS } from '../input/duration.js'
import { decodePart } from '../input/url-part.js'
import { printValue } from '../input/describe-schema.js'
import { isPem } from '../options/tls-schema.js'
import { basic } from '../kibana-client/basic.js'
import { KibanaClient } from '../kibana-client/kibana-client.js'
import { parsing } from './parsing.js'
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

type KibanaFlags = ReturnType<typeof parseFlags<typeof KIBANA_FLAGS>>

/**
 * Parses the flags of a command.
 * @throws UsageError for an unknown flag or a missing value
 */
export function parseFlags<const Declared extends Options> (command: string, options: Declared, args: readonly string[]) {
  const config = { args: [...args], options, strict: true, allowPositionals: false } as const
  return parsing(`kibana-cases-mock ${command} `, () => parseArgs(config).values)
}

const readCa = (path: string): string => naming('--ca', () => {
  const text = expecting('a file that can be read', () => readText(path))
  if (!isPem(text)) throw new InvalidInput('', 'a file with a certificate in PEM format', JSON.stringify(path))
  return text
})

function readUrl (given: string | undefined, { KIBANA_URL: variable }: Environment): URL {
  const text = given ?? variable
  const url = text && URL.canParse(text) ? new URL(text) : undefined
  if (url && ['http:', 'https:'].includes(url.protocol)) return url
  // It may contain a password
  const got = text?.includes('@') ? 'a value that is not shown' : text ? printValue(text) : 'nothing'
  throw new InvalidInput('', 'an http or https URL', got, { subject: given === undefined && variable ? 'KIBANA_URL' : '--kibana' })
}

function readTimeout (text: string): number {
  const milliseconds = Math.round(Number(text) * 1000)
  if (milliseconds >= 1 && milliseconds <= LONGEST_TIMER_MS) return milliseconds
  throw new UsageError(`--timeout: expected a number of seconds from 0.001 to ${Math.floor(LONGEST_TIMER_MS / 1000)}, got "${text}"`)
}

function authorizationOf (url: URL, flags: KibanaFlags, env: Environment): string | undefined {
  // A flag takes precedence over the variables
  const key = flags['api-key'] ?? (flags.username === undefined ? env.KIBANA_API_KEY : undefined)
  if (key) return `ApiKey ${key}`
  const username = flags.username ?? env.KIBANA_USERNAME ?? decodePart(url.username)
  if (!username) return undefined
  return basic(username, flags.password ?? env.KIBANA_PASSWORD ?? decodePart(url.password))
}

/** Creates the client for the Kibana in the flags, with its credentials. */
export function clientOf (flags: KibanaFlags, env: Environment): { client: KibanaClient, authorization: string | undefined } {
  const url = readUrl(flags.kibana, env)
  const ca = flags.ca === undefined ? undefined : readCa(flags.ca)
  const authorization = authorizationOf(url, flags, env)
  // Node's client would send the credentials in the URL
  url.username = ''
  url.password = ''
  return { client: new KibanaClient({ url, ca, timeoutMs: readTimeout(flags.timeout ?? '30') }), authorization }
}
