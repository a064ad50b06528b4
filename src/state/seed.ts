import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KibanaContext } from '../kibana/context.js'
import { addState } from './import-state.js'
import { findPackageFile } from '../input/package-file.js'
import { InvalidInput, naming } from '../input/invalid-input.js'
import type { State } from './schema.js'

/** The option `seed`: a state, the path of a file that holds one, or several such paths. */
export type Seed = State | string | readonly string[]

/** The fixtures that ship with the package, which a seed may name without a path. */
const SHIPPED = ['docs-examples', 'demo']

/** Finds a file of the caller's or, where there is none, the fixture of that name that ships with the package. */
function findFile (seed: string): string {
  const path = seed.startsWith('file:') ? fileURLToPath(seed) : seed
  if (existsSync(path)) return path
  const shipped = SHIPPED.includes(path) ? `fixtures/${path}.json` : path.startsWith('fixtures/') ? path : undefined
  return (shipped && findPackageFile(shipped)) ?? resolve(path)
}

function readState (path: string): unknown {
  let text
  try {
    text = readFileSync(findFile(path), 'utf8')
  } catch (error) {
    throw new InvalidInput('', 'a file that can be read', (error as Error).message, { cause: error })
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidInput('', 'JSON', (error as Error).message, { cause: error })
  }
}

/**
 * Fills a server with its seed; of several files each adds to those before.
 * @throws InvalidInput that names the file, the place in it and what was expected
 */
export function applySeed (kibana: KibanaContext, seed: Seed | undefined): void {
  if (seed === undefined) return
  if (typeof seed === 'object' && !Array.isArray(seed)) return naming('seed', () => addState(kibana, seed))
  for (const path of [seed].flat() as string[]) naming(`seed ${path}`, () => addState(kibana, readState(path)))
}
