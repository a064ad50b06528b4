// Builds dist/: the library with its types (tsc), and over it the command as one file (esbuild) with what V8 compiles of it,
// which starts faster than some hundred modules. With --if-needed it does nothing when dist/ is newer than every source.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { NODE_OPTIONS } from './node-options.mjs'

process.chdir(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..'))

const modified = path => statSync(path).mtimeMs
const newest = directory => Math.max(...readdirSync(directory, { recursive: true }).map(name => modified(join(directory, name))))
// What is made last
const LAST = 'dist/cli.bundle.cjs.cache'
const isFresh = () => existsSync(LAST) &&
  modified(LAST) > Math.max(newest('src'), newest('scripts'), modified('package.json'), modified('tsconfig.build.json'))

// The container ships the command only
const bundleOnly = process.argv.includes('--bundle-only')

if (!(process.argv.includes('--if-needed') && isFresh())) {
  rmSync('dist', { recursive: true, force: true })
  if (!bundleOnly) {
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
  }
  const bundled = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' }
  await build({ ...bundled, entryPoints: ['src/cli.ts'], outfile: 'dist/cli.js', format: 'esm' })
  await build({
    ...bundled,
    entryPoints: ['src/command/run.ts'],
    outfile: 'dist/cli.bundle.cjs',
    format: 'cjs',
    minify: true,
    // Error names and classes stay readable in logs
    keepNames: true,
    // CommonJS has a file name in its place
    banner: { js: "const kcmUrl = require('node:url').pathToFileURL(__filename).href" },
    define: { 'import.meta.url': 'kcmUrl' },
  })
  chmodSync('dist/cli.js', 0o755)
  // V8 takes only what was compiled under the same options
  execFileSync(process.execPath, [...NODE_OPTIONS, 'scripts/code-cache.mjs'], { stdio: 'inherit' })
}
