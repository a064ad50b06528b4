import type { ServerOptions } from '../options/schema.js'
import { painter, type Paint } from './colors.js'
import type { Flags } from './flags.js'
import type { CommandProcess } from './process.js'
import { TerminalLog } from './terminal-log.js'

/** Options with the log set up, and the painter for the banner; `undefined` if there is no banner. */
interface Logging {
  readonly options: ServerOptions
  readonly paint: Paint | undefined
}

/** Sets the log level, and on a terminal the readable log, unless the option `logger` has other settings or logging is off. */
export function withLog (
  { stdout, env }: Pick<CommandProcess, 'stdout' | 'env'>,
  { logLevel, readyJson }: Pick<Flags, 'logLevel' | 'readyJson'>,
  options: ServerOptions,
): Logging {
  const { logger = false } = options
  if (logger === false && logLevel === undefined) return { options, paint: undefined }
  const { level = 'info', ...settings } = typeof logger === 'object' ? logger : typeof logger === 'string' ? { level: logger } : {}
  const wanted = logLevel ?? level
  if (!stdout.isTTY || Object.keys(settings).length > 0) {
    return { options: { ...options, logger: { ...settings, level: wanted } }, paint: undefined }
  }
  const paint = painter(env)
  return {
    options: { ...options, logger: { level: wanted, stream: new TerminalLog(stdout, paint) } },
    paint: ['silent', 'fatal', 'error', 'warn'].includes(wanted) || readyJson ? undefined : paint,
  }
}
