import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KibanaContext } from '../kibana/context.js'
import { addState } from './import-state.js'
import { InvalidInput, naming } from '../input/invalid-input.js'
import type { State } from './schema.js'

/** The option `seed`: a state, the path of a file that holds one, or several such paths. */
export type Seed = State | string | readonly string[]

/** The folder of the package above the built file (bundled or not) or the source. */
const SHIPPED_FOLDERS = ['..', '../..'].map(up => fileURLToPath(new URL(up, import.meta.url)))

/** A path of the caller's, or where there is none the fixture of that name that comes with the package. */
function findFile (path: string): string {
  const candidates = [resolve(path), ...path.startsWith('fixtures/') ? SHIPPED_FOLDERS.map(folder => resolve(folder, path)) : []]
  return candidates.find(candidate => existsSync(candidate)) ?? path
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
