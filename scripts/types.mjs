// Writes dist/index.d.ts: the types of the package in one file that needs no other package's, so that every compiler setting reads it.
// Those of the entry for Testcontainers extend that package's, and are in files of their own.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { emitTypes } from './types/emit.mjs'
import { rollTypes } from './types/roll.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

writeFileSync('dist/index.d.ts', rollTypes('src/index.ts'))
copyFileSync('dist/index.d.ts', 'dist/index.d.cts')

mkdirSync('dist/testcontainers', { recursive: true })
for (const [name, text] of emitTypes('src/testcontainers', ['container.ts', 'started-container.ts', 'index.ts'])) {
  writeFileSync(`dist/testcontainers/${name}.d.ts`, text)
  writeFileSync(`dist/testcontainers/${name}.d.cts`, text.replaceAll(/(from '\.[^']*)\.js'/g, "$1.cjs'"))
}
