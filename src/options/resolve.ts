import { checkInput } from '../input/check-input.js'
import { ensureNotOwn } from '../input/own-path.js'
import { withoutUndefined } from '../input/without-keys.js'
import { NEWEST_VERSION } from '../versions/version.js'
import { OptionsSchema, type ServerOptions } from './schema.js'

/** Default options; the command overrides some of them. */
export const DEFAULT_OPTIONS = {
  host: '127.0.0.1',
  port: 0,
  basePath: '',
  kibanaVersion: NEWEST_VERSION,
  license: 'trial',
  spaces: [],
  connectors: {},
  stubs: [],
  maxPayloadBytes: 1_048_576,
  requestLog: { size: 1000 },
  control: { enabled: true },
  logger: false,
} satisfies ServerOptions

/** Checked options with their defaults; options without a default may be missing. */
export type ResolvedOptions = ServerOptions & Required<Pick<ServerOptions, keyof typeof DEFAULT_OPTIONS>>

/**
 * Checks options and adds the defaults.
 * @throws InvalidInput that names the option, its value and what was expected
 */
export function resolveOptions (options: ServerOptions): ResolvedOptions {
  checkInput(OptionsSchema, options, 'options')
  if (options.basePath !== undefined) ensureNotOwn(options.basePath, ['basePath'])
  // An undefined option must not replace its default
  const { control, ...given } = withoutUndefined(options)
  return { ...DEFAULT_OPTIONS, ...given, control: { ...DEFAULT_OPTIONS.control, ...control } }
}
