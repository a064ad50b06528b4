// Builds dist/: the code as one CommonJS file with V8's code cache, and three small files that load it: the package for
// `import` and for `require`, and the command. docs/decisions/one-bundle.md says why. The page for people goes to dist/page.
// Types are built by scripts/types.mjs.
// With --if-needed it does nothing if dist/ is newer than every source.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildPage } from './build-page.mjs'
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

/**
 * Replacements for packages that are never needed, a fifth of the bundle. Fastify's own schema compilers are never called;
 * the checks that plugins match Fastify, and that route patterns are safe, would pass.
 */
const UNUSED = {
  '@fastify/ajv-compiler': '',
  '@fastify/fast-json-stringify-compiler': '',
  semver: 'exports.satisfies = () => true',
  'safe-regex2': 'module.exports = () => true',
}

/** Matches the names of these packages. */
const anyOf = packages => new RegExp(`^(?:${Object.keys(packages).join('|')})$`)

const withoutUnused = {
  name: 'without-unused',
  setup ({ onResolve, onLoad }) {
    onResolve({ filter: anyOf(UNUSED) }, ({ path }) => ({ path, namespace: 'unused' }))
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: UNUSED[path] }))
  },
}

/**
 * Packages that start-up does not need go into a separate file, since V8 reads a whole file before running it. The first call of one of
 * the named functions loads it; a package without names is already imported on demand. An import of another name fails the build.
 */
const LATER = {
  '@fastify/swagger': [],
  'light-my-request': [],
  'mime-types': ['lookup', 'extension'],
  yaml: ['isScalar', 'parse', 'parseDocument'],
}

const later = {
  name: 'later',
  setup ({ onResolve, onLoad }) {
    onResolve({ filter: anyOf(LATER) }, ({ path }) => ({ path, namespace: 'later' }))
    onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => {
      const loaded = `require('./later.cjs')[${JSON.stringify(path)}]()`
      const names = LATER[path]
      if (names.length === 0) return { contents: `module.exports = ${loaded}` }
      const calls = names.map(name => `export const ${name} = (...args) => ${loaded}.${name}(...args)\n`).join('')
      return { contents: `${calls}export default { ${names.join(', ')} }` }
    })
  },
}

/** The subcommands are in a separate file too; the servers that they start come from the bundle. */
const subcommandsApart = {
  name: 'subcommands-apart',
  setup ({ onResolve, onLoad }) {
    onResolve({ filter: /\/subcommands\.js$/ }, ({ path }) => ({ path, namespace: 'apart' }))
    onLoad({ filter: /.*/, namespace: 'apart' }, () => ({ contents: "module.exports = require('./subcommands.cjs')" }))
  },
}

/** TypeBox, which the subcommands take from the bundle. An import of another name fails the build. */
const OF_BUNDLE = "export const { Kind, OptionalKind, Type } = require('./bundle.cjs').typebox()"
const IN_BUNDLE = "export { Kind, OptionalKind, Type } from '@sinclair/typebox'"

const ofBundle = {
  name: 'of-bundle',
  setup ({ onResolve, onLoad }) {
    onResolve({ filter: /\/server\.js$/ }, ({ path }) => ({ path, namespace: 'server' }))
    onLoad({ filter: /.*/, namespace: 'server' }, () => ({
      contents: "exports.startServer = (...args) => require('./bundle.cjs').library().startServer(...args)",
    }))
    onResolve({ filter: /^@sinclair\/typebox$/ }, ({ path }) => ({ path, namespace: 'typebox' }))
    onLoad({ filter: /.*/, namespace: 'typebox' }, () => ({ contents: OF_BUNDLE }))
  },
}

const typeboxOfBundle = {
  name: 'typebox-of-bundle',
  setup ({ onResolve, onLoad }) {
    onResolve({ filter: /^typebox-of-bundle$/ }, ({ path }) => ({ path, namespace: path }))
    onLoad({ filter: /.*/, namespace: 'typebox-of-bundle' }, () => ({ contents: IN_BUNDLE, resolveDir: '.' }))
  },
}

/** The media types that have extensions, without unused data: half of the size. */
const typesWithExtensions = {
  name: 'types-with-extensions',
  setup ({ onLoad }) {
    onLoad({ filter: /mime-db[/\\]db\.json$/ }, ({ path }) => {
      const types = Object.entries(JSON.parse(readFileSync(path, 'utf8')))
      const kept = types.flatMap(([type, { source, extensions }]) => extensions ? [[type, { source, extensions }]] : [])
      return { contents: JSON.stringify(Object.fromEntries(kept)), loader: 'json' }
    })
  },
}

/** Options of the bundle. Lines stay short, for readable stack traces. */
const minified = {
  ...shared,
  format: 'cjs',
  minify: true,
  lineLimit: 160,
  metafile: true,
  legalComments: 'none',
}

async function buildBundle () {
  const { metafile: ofLater } = await build({
    ...minified,
    stdin: {
      contents: Object.keys(LATER).map(name => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(name)})\n`).join(''),
      resolveDir: '.',
    },
    outfile: 'dist/later.cjs',
    plugins: [withoutUnused, typesWithExtensions],
  })
  const { metafile: ofSubcommands } = await build({
    ...minified,
    entryPoints: ['src/command/subcommands.ts'],
    outfile: 'dist/subcommands.cjs',
    external: ['./bundle.cjs', './later.cjs'],
    plugins: [ofBundle, later],
  })
  const { metafile } = await build({
    ...minified,
    stdin: {
      // Each part is evaluated on first use: `--version` needs no server
      contents: "exports.library = () => require('./src/index.ts')\nexports.command = () => require('./src/command/run.ts')\n" +
        "exports.testcontainers = () => require('./src/testcontainers/index.ts')\n" +
        "exports.typebox = () => require('typebox-of-bundle')\n",
      resolveDir: '.',
    },
    outfile: BUNDLE,
    external: ['./later.cjs', './subcommands.cjs', 'testcontainers'],
    plugins: [withoutUnused, later, subcommandsApart, typeboxOfBundle],
    // CommonJS has a file name instead
    banner: { js: "const kcmUrl = require('node:url').pathToFileURL(__filename).href" },
    define: { 'import.meta.url': 'kcmUrl' },
  })
  return { ...metafile.inputs, ...ofLater.inputs, ...ofSubcommands.inputs }
}

/** Exports of `kibana-cases-mock/testcontainers`, listed because they can't be read from the bundle without Testcontainers. */
const CONTAINERS = ['KibanaCasesContainer', 'StartedKibanaCasesContainer']

function writeEntries () {
  const names = Object.keys(createRequire(import.meta.url)('../dist/bundle.cjs').library())
  // One line for each name: Node finds the named exports of a CommonJS file by parsing it, not by running it
  const exported = names.map(name => `exports.${name} = library.${name}\n`)
  writeFileSync('dist/index.cjs', `'use strict'\nconst library = require('./bundle.cjs').library()\n${exported.join('')}`)
  // Not an `import` of CommonJS: Node would search the whole file for names, which takes longer than running it
  writeFileSync('dist/index.js', `import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

export const { ${names.join(', ')} } = createRequire(import.meta.url)('./bundle.cjs').library()
`)
  mkdirSync('dist/testcontainers')
  writeFileSync('dist/testcontainers/index.cjs', `'use strict'
const library = require('../bundle.cjs').testcontainers()
${CONTAINERS.map(name => `exports.${name} = library.${name}\n`).join('')}`)
  writeFileSync('dist/testcontainers/index.js', `import { createRequire } from 'node:module'

export const { ${CONTAINERS.join(', ')} } = createRequire(import.meta.url)('../bundle.cjs').testcontainers()
`)
}

if (!(process.argv.includes('--if-needed') && isFresh())) {
  if (process.argv.includes('--if-needed')) console.error('kibana-cases-mock: building, which takes a few seconds …')
  rmSync('dist', { recursive: true, force: true })
  const [inputs, pageInputs] = await Promise.all([
    buildBundle(), buildPage(), build({ ...shared, entryPoints: ['src/cli.ts'], outfile: 'dist/cli.js', format: 'esm' }),
  ])
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licensesOf({ ...inputs, ...pageInputs }))
  chmodSync('dist/cli.js', 0o755)
  writeEntries()
  // V8 accepts only code that was compiled with the same options
  execFileSync(process.execPath, [...NODE_OPTIONS, 'scripts/code-cache.mjs'], { stdio: 'inherit' })
}
