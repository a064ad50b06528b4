// Uses the package like its users: packs it, installs the tarball in an empty project without a warning, runs the command, and
// runs each project of scripts/consumers/ on every installed Node.js, and finally the examples for JavaScript.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.mjs'

const MAX_BYTES = 700_000
const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Runs a step, and prints that it passed and how long it took. */
function step (name, work) {
  const start = performance.now()
  work()
  console.log(`${name}: ok, ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

/** Packs the existing build; `npm pack` would build it again. */
function pack () {
  run(process.execPath, ['scripts/readme-links.mjs', 'absolute'], root)
  try {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', work]
    return JSON.parse(run('npm', args, root).stdout)
  } finally {
    run(process.execPath, ['scripts/readme-links.mjs', 'relative'], root)
  }
}

function checkInstall (tarball) {
  const project = join(work, 'empty')
  cpSync(join(root, 'scripts/consumers/esm'), project, { recursive: true })
  writeFileSync(join(project, 'package.json'), '{ "name": "user", "private": true }')
  // The package has no dependencies, so this needs no registry
  const { stderr } = run('npm', ['install', '--engine-strict', '--offline', '--no-audit', '--no-fund', tarball], project)
  if (stderr !== '') throw new Error(`npm install warns:\n${stderr}`)
  const printed = run('npx', ['--no-install', 'kibana-cases-mock', '--version'], project).stdout.trim()
  if (printed !== version) throw new Error(`the installed command says ${printed}, not ${version}`)
  checkLinks(join(project, 'node_modules/kibana-cases-mock'))
}

/** Checks that each link of the README leads to a file of the package or to a URL. */
function checkLinks (installed) {
  const links = [...readFileSync(join(installed, 'README.md'), 'utf8').matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => link)
  const dead = links.filter(link => !/^https?:/.test(link) && !existsSync(join(installed, link)))
  if (dead.length) throw new Error(`README.md links to files that are not in the package: ${dead.join(', ')}`)
}

function prepareConsumers (tarball) {
  cpSync(join(root, 'scripts/consumers'), consumers, { recursive: true, filter: path => !path.includes('node_modules') })
  // The same code as an ES module and as CommonJS
  for (const kind of ['mts', 'cts']) {
    for (const name of ['use', 'containers']) cpSync(join(consumers, `types/${name}.ts`), join(consumers, `types/${name}.${kind}`))
  }
  run('npm', ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], consumers)
  run('npm', [
    'install', '--no-save', '--no-package-lock', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', tarball,
  ], consumers)
}

/** The Node.js that runs this, and the other versions that consumers/package.json installs. */
function nodes () {
  const others = [20, 22, 24].filter(major => major !== Number.parseInt(process.versions.node))
  return [process.execPath, ...others.map(major => join(consumers, `node_modules/node-${major}/bin/node`)).filter(file => existsSync(file))]
}
const tool = path => join(consumers, 'node_modules', path)

const RUNS = {
  'import from JavaScript': ['esm/check.mjs'],
  'require from JavaScript': ['commonjs/check.cjs'],
  Jest: ['node_modules/jest/bin/jest.js', '--config', 'jest/jest.config.js'],
  'ts-jest': ['node_modules/jest/bin/jest.js', '--config', 'ts-jest/jest.config.js'],
  Testcontainers: ['testcontainers/check.mjs'],
  Vitest: ['node_modules/vitest/vitest.mjs', 'run', '--root', 'vitest'],
}

function checkConsumers () {
  for (const node of nodes()) {
    const name = run(node, ['--version']).stdout.trim()
    for (const [consumer, args] of Object.entries(RUNS)) step(`${consumer}, Node.js ${name}`, () => run(node, args, consumers))
  }
  for (const resolution of ['node10', 'node16', 'bundler', 'containers.node10', 'containers.node16', 'containers.bundler']) {
    step(`TypeScript, moduleResolution ${resolution}`, () => run(
      process.execPath, [tool('typescript/bin/tsc'), '-p', `types/tsconfig.${resolution}.json`], consumers,
    ))
  }
}

function checkManifest (tarball) {
  step('publint', () => run(process.execPath, [tool('publint/src/cli.js'), 'run', tarball, '--strict', '--level', 'suggestion'], consumers))
  step('are the types wrong', () => run(process.execPath, [
    tool('@arethetypeswrong/cli/dist/index.js'), tarball, '--exclude-entrypoints', './fixtures/*', './package.json',
  ], consumers))
}

const EXAMPLES = {
  'node-test': ['--test'],
  vitest: ['node_modules/vitest/vitest.mjs', 'run'],
  jest: ['node_modules/jest/bin/jest.js'],
  playwright: ['node_modules/@playwright/test/cli.js', 'test'],
}

function checkExamples () {
  for (const [name, args] of Object.entries(EXAMPLES)) {
    const project = join(consumers, 'examples', name)
    cpSync(join(root, 'examples', name), project, { recursive: true })
    symlinkSync(join(consumers, 'node_modules'), join(project, 'node_modules'))
    step(`examples/${name}`, () => run(process.execPath, args, project))
  }
}

const work = mkdtempSync(join(tmpdir(), 'kcm-package-'))
const consumers = join(work, 'consumers')
try {
  const [packed] = pack()
  const tarball = resolve(work, packed.filename)
  const { size } = statSync(tarball)
  if (size > MAX_BYTES) throw new Error(`${packed.filename} has ${size} bytes, more than ${MAX_BYTES}`)
  console.log(`${packed.filename}: ${size} bytes, ${packed.entryCount} files`)
  step('npm install in an empty project, and the command', () => checkInstall(tarball))
  step('consumers installed', () => prepareConsumers(tarball))
  checkManifest(tarball)
  checkConsumers()
  checkExamples()
} finally {
  rmSync(work, { recursive: true, force: true })
}
