// Writes dist/index.d.ts: the types of the package in one file that needs no other package's, so that every compiler setting reads it.
import { copyFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rollTypes } from './types/roll.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

writeFileSync('dist/index.d.ts', rollTypes('src/index.ts'))
copyFileSync('dist/index.d.ts', 'dist/index.d.cts')
