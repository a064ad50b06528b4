import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fits } from '../input/check-input.js'
import type { ServerOptions } from '../options/schema.js'
import { isPem, type TlsOption } from '../options/tls-schema.js'
import { FixtureNameSchema } from '../state/seed.js'
import { checkedSource, type Source } from './source.js'
import { UsageError } from './usage-error.js'

/**
 * Reads options from a JSON file. Paths in the file are relative to it.
 * @throws UsageError if it can't be read or is not JSON, InvalidInput for an invalid option
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

function readJson (path: string): unknown {
  let text
  try {
    text = readFileSync(resolve(path), 'utf8')
  } catch (error) {
    throw new UsageError(`${path}: the config file cannot be read: ${(error as Error).message}`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${path}: the config file is not JSON: ${(error as Error).message}`)
  }
}

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
