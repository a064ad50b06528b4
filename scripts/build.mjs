// Builds what runs into dist/: everything as one CommonJS file with what V8 compiles of it, and three small files that load it: the
// package for `import` and for `require`, and the command. docs/decisions/one-bundle.md says why. Types are built by scripts/types.mjs.
// With --if-needed it does nothing when dist/ is newer than every source.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { licensesOf } from './licenses.mjs'
import { NODE_OPTIONS } from './node-options.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const BUNDLE = 'dist/bundle.cjs'
const modified = path => statSync(path).mtimeMs
const newest = directory => Math.max(...readdirSync(directory, { recursive: true }).map(name => modified(`${directory}/${name}`)))
// The code cache is written last
const isFresh = () => existsSync(`${BUNDLE}.cache`) &&
  modified(`${BUNDLE}.cache`) > Math.max(newest('src'), newest('scripts'), modified('package.json'))

const shared = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' }

/** `@fastify/swagger` loads a YAML library of 270 kB for an output that nothing here asks for. */
const withoutYaml = {
  name: 'without-yaml',
  setup ({ onResolve, onLoad }) {
    onResolve({ filter: /^yaml$/ }, ({ path }) => ({ path, namespace: 'absent' }))
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: '' }))
  },
}

async function buildBundle () {
  const { metafile } = await build({
    ...shared,
    stdin: {
      // Each part is evaluated when it is asked for: `--version` needs no server
      contents: "exports.library = () => require('./src/index.ts')\nexports.command = () => require('./src/command/run.ts')\n",
      resolveDir: '.',
    },
    outfile: BUNDLE,
    format: 'cjs',
    // Names and lines stay readable in stack traces
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    metafile: true,
    plugins: [withoutYaml],
    legalComments: 'none',
    // CommonJS has a file name in its place
    banner: { js: "const kcmUrl = require('node:url').pathToFileURL(__filename).href" },
    define: { 'import.meta.url': 'kcmUrl' },
  })
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licensesOf(metafile))
}

function writeEntries () {
  const names = Object.keys(createRequire(import.meta.url)('../dist/bundle.cjs').library())
  // One line for each: Node finds the names that an `import` of CommonJS may take by reading, not by running
  const exported = names.map(name => `exports.${name} = library.${name}\n`)
  writeFileSync('dist/index.cjs', `'use strict'\nconst library = require('./bundle.cjs').library()\n${exported.join('')}`)
  // An `import` of CommonJS has Node search all of it for names, which takes longer than to run it
  writeFileSync('dist/index.js', `import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

export const { ${names.join(', ')} } = createRequire(import.meta.url)('./bundle.cjs').library()
`)
}

if (!(process.argv.includes('--if-needed') && isFresh())) {
  if (process.argv.includes('--if-needed')) console.error('kibana-cases-mock: building, which takes a few seconds …')
  rmSync('dist', { recursive: true, force: true })
  await Promise.all([buildBundle(), build({ ...shared, entryPoints: ['src/cli.ts'], outfile: 'dist/cli.js', format: 'esm' })])
  chmodSync('dist/cli.js', 0o755)
  writeEntries()
  // V8 takes only what was compiled under the same options
  execFileSync(process.execPath, [...NODE_OPTIONS, 'scripts/code-cache.mjs'], { stdio: 'inherit' })
}
