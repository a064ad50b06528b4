// Builds dist/: the library with its types (tsc), and over it the command as a bundle (esbuild), which starts faster than
// some hundred modules. With --if-needed it does nothing when dist/ is newer than every source.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'

process.chdir(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..'))

const modified = path => statSync(path).mtimeMs
const newest = directory => Math.max(...readdirSync(directory, { recursive: true }).map(name => modified(join(directory, name))))
const isFresh = () => existsSync('dist/cli.js') &&
  modified('dist/cli.js') > Math.max(newest('src'), newest('scripts'), modified('package.json'), modified('tsconfig.build.json'))

// The container ships the command only
const bundleOnly = process.argv.includes('--bundle-only')

if (!(process.argv.includes('--if-needed') && isFresh())) {
  rmSync('dist', { recursive: true, force: true })
  if (!bundleOnly) {
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
  }
  await build({
    entryPoints: ['src/cli.ts'],
    outdir: 'dist',
    bundle: true,
    // What a start does not need at once stays in files of its own
    splitting: true,
    chunkNames: 'cli-[hash]',
    minify: true,
    // Error names and classes stay readable in logs
    keepNames: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // fastify and pino are CommonJS and ask for node: modules and their own directory
    banner: {
      js: [
        "import { createRequire as kcmCreateRequire } from 'node:module'",
        "import { fileURLToPath as kcmFileURLToPath } from 'node:url'",
        "const require = kcmCreateRequire(import.meta.url), __filename = kcmFileURLToPath(import.meta.url), __dirname = kcmFileURLToPath(new URL('.', import.meta.url))",
      ].join('\n'),
    },
    logLevel: 'warning',
  })
  chmodSync('dist/cli.js', 0o755)
}
