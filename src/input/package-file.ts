import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the package, as seen from the bundle, from this source, and from the compiled tests. */
const ROOTS = ['..', '../..', '../../..'].map(up => fileURLToPath(new URL(up, import.meta.url)))

/** Finds a file that ships with the package, by its path from the root of the package. */
export function findPackageFile (path: string): string | undefined {
  return ROOTS.map(root => resolve(root, path)).find(candidate => existsSync(candidate))
}

/** The version of the package. Reads its package.json. */
export const packageVersion = (): string => JSON.parse(readFileSync(findPackageFile('package.json')!, 'utf8')).version
