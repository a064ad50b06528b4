// Generates the pages of docs/reference and the collection of requests in examples/bruno from the code.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeCollection } from './bruno.mjs'
import { importSources } from './import-sources.mjs'
import { referencePages } from './reference/pages.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const sources = await importSources("export * from './test/docs/reference-sources.ts'")
const document = await sources.createOpenApi(sources.defaults.kibanaVersion)
const changes = await sources.versionChanges(sources.versionModules)
const recordings = sources.recordings(sources.RECORDED_VERSIONS)
const coverage = sources.routeCoverage(await sources.declaredRoutes(), recordings)
mkdirSync('docs/reference', { recursive: true })
const pages = referencePages({ ...sources, document, changes, coverage, recordings })
for (const [name, text] of Object.entries(pages)) writeFileSync(join('docs/reference', name), text)
writeCollection('examples/bruno', document)
