import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Possible roots of the package: seen from the bundle, from this source and from the compiled tests. */
const ROOTS = ['..', '../..', '../../..'].map(up => fileURLToPath(new URL(up, import.meta.url)))

/** Finds a file that ships with the package, by its path from the package root. */
export function findPackageFile (path: string): string | undefined {
  return ROOTS.map(root => resolve(root, path)).find(candidate => existsSync(candidate))
}

/** Reads the package's version from package.json. */
export const packageVersion = (): string => JSON.parse(readFileSync(findPackageFile('package.json')!, 'utf8')).version
