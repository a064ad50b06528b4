// Writes dist/index.d.cts: the types of the package in one file without other packages' types, so that it works with all compiler settings.
// dist/index.d.ts, for ES modules, re-exports them. The types of the entry for Testcontainers extend that package's, and are in separate
// files.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { emitTypes } from './types/emit.mjs'
import { rollTypes } from './types/roll.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

writeFileSync('dist/index.d.cts', rollTypes('src/index.ts'))
writeFileSync('dist/index.d.ts', "export * from './index.cjs'\n")

mkdirSync('dist/testcontainers', { recursive: true })
for (const [name, text] of emitTypes('src/testcontainers', ['container.ts', 'started-container.ts', 'index.ts'])) {
  writeFileSync(`dist/testcontainers/${name}.d.ts`, text)
  writeFileSync(`dist/testcontainers/${name}.d.cts`, text.replaceAll(/(from '\.[^']*)\.js'/g, "$1.cjs'"))
}
