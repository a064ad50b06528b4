import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ServerOptions } from '../options/schema.js'
import { isPem, type TlsOption } from '../options/tls-schema.js'
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
    text = readFileSync(path, 'utf8')
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
  if (typeof seed === 'string') return resolve(directory, seed)
  return Array.isArray(seed) ? seed.map(path => resolve(directory, path)) : seed
}

function resolveFiles (tls: TlsOption, directory: string): TlsOption {
  if (typeof tls === 'boolean' || 'names' in tls) return tls
  const pathOf = (given: string) => isPem(given) ? given : resolve(directory, given)
  return { ...tls, key: pathOf(tls.key), cert: pathOf(tls.cert) }
}
