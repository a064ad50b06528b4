// Generates the pages of docs/reference and the collection of requests in examples/bruno from the code.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeCollection } from './bruno.mjs'
import { importSources } from './import-sources.mjs'
import { referencePages } from './reference/pages.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const sources = await importSources("export * from './test/docs/reference-sources.ts'")
mkdirSync('docs/reference', { recursive: true })
for (const [name, text] of Object.entries(await referencePages(sources))) writeFileSync(join('docs/reference', name), text)
writeCollection('examples/bruno', await sources.createOpenApi(sources.defaults.kibanaVersion))
