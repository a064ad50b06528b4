import { dirname, resolve } from 'node:path'
import { fits } from '../input/check-input.js'
import { expecting, naming } from '../input/invalid-input.js'
import { readText } from '../input/read-text.js'
import type { ServerOptions } from '../options/schema.js'
import { isPem, type TlsOption } from '../options/tls-schema.js'
import { FixtureNameSchema } from '../state/seed.js'
import { checkedSource, type Source } from './source.js'

/**
 * Reads options from a JSON file. Paths in the file are relative to it.
 * @throws InvalidInput if it can't be read or is not JSON, and for an invalid option
 */
export function configFileSource (path: string): Source {
  const { name, options } = checkedSource(path, readJson(path))
  const { seed, tls } = options
  const directory = dirname(path)
  return {
    name,
    options: {
      ...options,
      ...(seed !== undefined && { seed: resolveSeed(seed, directory) }),
      ...(tls !== undefined && { tls: resolveFiles(tls, directory) }),
    },
  }
}

const readJson = (path: string): unknown => naming(path, () => {
  const text = expecting('a config file that can be read', () => readText(resolve(path)))
  return expecting('JSON', () => JSON.parse(text))
})

type Seed = NonNullable<ServerOptions['seed']>

function resolveSeed (seed: Seed, directory: string): Seed {
  // Names of fixtures, URLs and states stay as they are
  const isPath = (part: unknown): part is string => typeof part === 'string' && !part.startsWith('file:') && !fits(FixtureNameSchema, part)
  if (Array.isArray(seed)) return seed.map(part => isPath(part) ? resolve(directory, part) : part)
  return isPath(seed) ? resolve(directory, seed) : seed
}

function resolveFiles (tls: TlsOption, directory: string): TlsOption {
  if (typeof tls === 'boolean' || 'names' in tls) return tls
  const pathOf = (given: string) => isPem(given) ? given : resolve(directory, given)
  return { ...tls, key: pathOf(tls.key), cert: pathOf(tls.cert) }
}
