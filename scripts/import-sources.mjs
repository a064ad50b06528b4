// Imports TypeScript sources, for the scripts that write files from the code.
import { rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Next to node_modules, so that packages can be resolved. */
const COMPILED = fileURLToPath(new URL('../.build-sources.mjs', import.meta.url))

/** Bundles a module with this text, whose paths are relative to the root, and imports it. */
export async function importSources (contents) {
  await build({
    stdin: { contents, resolveDir: root },
    outfile: COMPILED,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  })
  try {
    return await import(pathToFileURL(COMPILED))
  } finally {
    rmSync(COMPILED)
  }
}
