// Compiles the sources and tests into .build/, and links the rest of the project there, so that paths relative to a test keep working.
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join, sep } from 'node:path'
import { build } from 'esbuild'

export const OUT = '.build'
const COMPILED = ['src', 'test']
const HIDDEN = ['.git', 'node_modules', OUT]

/** Node.js never loads the page, which has its own build. */
const PAGE = join('src', 'page')
const isSource = path => path.endsWith('.ts') && !path.startsWith(PAGE + sep)

export async function compile () {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT)
  for (const name of readdirSync('.')) {
    if (!COMPILED.includes(name) && !HIDDEN.includes(name)) symlinkSync(join('..', name), join(OUT, name))
  }
  for (const root of COMPILED) cpSync(root, join(OUT, root), { recursive: true, filter: path => !path.endsWith('.ts') && path !== PAGE })
  // Users install Testcontainers beside the package; tests use a stand-in that needs no Docker
  mkdirSync(join(OUT, 'node_modules'))
  symlinkSync('../test/stand-ins/testcontainers', join(OUT, 'node_modules/testcontainers'))
  const entryPoints = COMPILED.flatMap(root => readdirSync(root, { recursive: true }).map(name => join(root, name)).filter(isSource))
  await build({
    entryPoints,
    outdir: OUT,
    outbase: '.',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  })
}
