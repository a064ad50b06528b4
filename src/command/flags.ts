import { parseArgs, type ParseArgsConfig } from 'node:util'
import { checkInput, fits } from '../input/check-input.js'
import { InvalidInput, naming } from '../input/invalid-input.js'
import { LogLevelSchema } from '../options/schema.js'
import { COMMAND_OPTIONS } from './option-names.js'
import { parsing } from './parsing.js'
import { checkedSource, textSource, type Source } from './source.js'
import { UsageError } from './usage-error.js'

/** The parsed command line. */
export interface Flags {
  readonly help: boolean
  readonly version: boolean
  readonly health: boolean
  readonly exitWithParent: boolean
  readonly readyJson: boolean
  readonly portFile: string | undefined
  /** The log level; overrides the option `logger`. */
  readonly logLevel: string | undefined
  readonly config: string | undefined
  readonly fixturesDir: string | undefined
  readonly sources: readonly Source[]
}

const config = {
  strict: true,
  allowPositionals: false,
  options: {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
    health: { type: 'boolean' },
    'exit-with-parent': { type: 'boolean' },
    'ready-json': { type: 'boolean' },
    'port-file': { type: 'string' },
    'log-level': { type: 'string' },
    quiet: { type: 'boolean', short: 'q' },
    verbose: { type: 'boolean' },
    config: { type: 'string' },
    'fixtures-dir': { type: 'string' },
    // To detect repeated flags: all but --seed take one value
    ...Object.fromEntries(COMMAND_OPTIONS.map(({ flag }) => [flag, { type: 'string', multiple: true }])),
  },
} as const satisfies ParseArgsConfig

/**
 * Parses the command line.
 * @throws UsageError for an unknown flag, InvalidInput for an invalid, repeated or empty value
 */
export function readFlags (args: readonly string[]): Flags {
  const {
    help = false, version = false, health = false, config, 'fixtures-dir': fixturesDir,
    'exit-with-parent': exitWithParent = false, 'ready-json': readyJson = false, 'port-file': portFile, 'log-level': level, quiet = false,
    verbose = false, ...options
  } = parse(args)
  const sources = COMMAND_OPTIONS.flatMap(({ name, flag, schema }) => {
    const texts: unknown = options[flag as keyof typeof options]
    if (!Array.isArray(texts)) return []
    if (texts.length === 1) return [textSource(`--${flag}`, name, schema, texts[0])]
    if (name !== 'seed') throw new InvalidInput('', 'one value', String(texts.length), { subject: `--${flag}` })
    return [checkedSource(`--${flag}`, { seed: texts })]
  })
  for (const [flag, path] of Object.entries({ config, 'fixtures-dir': fixturesDir, 'port-file': portFile })) {
    if (path === '') throw new InvalidInput('', 'a path', '""', { subject: `--${flag}` })
  }
  const logLevel = logLevelOf(level, quiet, verbose)
  return { help, version, health, exitWithParent, readyJson, portFile, logLevel, config, fixturesDir, sources }
}

/** @throws UsageError for several of these flags, InvalidInput for an unknown level */
function logLevelOf (level: string | undefined, quiet: boolean, verbose: boolean): string | undefined {
  const given = [level !== undefined, quiet, verbose].filter(Boolean)
  if (given.length > 1) throw new UsageError('--log-level, --quiet and --verbose: give one of them')
  if (quiet) return 'warn'
  if (verbose) return 'debug'
  return level === undefined ? undefined : naming('--log-level', () => checkInput(LogLevelSchema, level, ''))
}

/** Flags that need no value, because their option accepts `true`: `--tls`. */
const SWITCHES = COMMAND_OPTIONS.filter(({ schema }) => fits(schema, true)).map(({ flag }) => `--${flag}`)

const withValue = (arg: string, place: number, args: readonly string[]) =>
  SWITCHES.includes(arg) && (args[place + 1] ?? '-').startsWith('-') ? `${arg}=true` : arg

const parse = (args: readonly string[]) => parsing('', () => parseArgs({ ...config, args: args.map(withValue) }).values)
