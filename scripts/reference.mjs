// Generates the pages of docs/reference and the collection of requests in examples/bruno from the code.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { writeCollection } from './bruno.mjs'
import { referencePages } from './reference/pages.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

/** Beside node_modules, so that packages can be resolved. */
const COMPILED = '.build-reference.mjs'

async function loadSources () {
  await build({
    entryPoints: ['test/docs/reference-sources.ts'],
    outfile: COMPILED,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  })
  try {
    return await import(pathToFileURL(COMPILED))
  } finally {
    rmSync(COMPILED)
  }
}

const sources = await loadSources()
const document = await sources.createOpenApi(sources.defaults.kibanaVersion)
const changes = await sources.versionChanges(sources.versionModules)
const recordings = sources.recordings(sources.RECORDED_VERSIONS)
const coverage = sources.routeCoverage(await sources.declaredRoutes(), recordings)
mkdirSync('docs/reference', { recursive: true })
const pages = referencePages({ ...sources, document, changes, coverage, recordings })
for (const [name, text] of Object.entries(pages)) writeFileSync(join('docs/reference', name), text)
writeCollection('examples/bruno', document)
