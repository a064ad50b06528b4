// Runs the tests: compiles the sources and tests once, runs each test file in its own process, prints failures, and finally
// the line `N passed, N failed`. Without arguments it runs all of them and requires every line of the sources to be covered.
// docs/decisions/tests-compiled-once.md says why this is not tap's own runner.
// Usage: node scripts/test.mjs [test/cases/get.test.ts | test/cases …]
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile, OUT } from './test/compile.mjs'
import { uncoveredLines } from './test/coverage.mjs'
import { runFile } from './test/run-file.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const COVERAGE = join(OUT, 'coverage')
const asked = process.argv.slice(2)
const isWhole = asked.length === 0

function testFiles (path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true }).filter(name => name.endsWith('.test.ts')).map(name => join(path, name)).sort()
}

const missing = asked.filter(path => !existsSync(path))
if (missing.length > 0) {
  console.error(`no such file or folder: ${missing.join(', ')}`)
  process.exit(1)
}
const files = (isWhole ? ['test'] : asked).flatMap(testFiles)
await compile()

const totals = { pass: 0, fail: 0 }
const queue = [...files]
const slowest = []

async function work () {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const { pass, fail, report, seconds } = await runFile(file, isWhole ? COVERAGE : undefined)
    totals.pass += pass
    totals.fail += fail
    slowest.push([seconds, file])
    if (report !== '') console.log(report)
  }
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), files.length) }, work))

let isCovered = true
if (isWhole) {
  slowest.sort(([a], [b]) => b - a)
  console.log(`slowest: ${slowest.slice(0, 5).map(([seconds, file]) => `${file} ${seconds.toFixed(1)} s`).join(', ')}`)
  const uncovered = await uncoveredLines(COVERAGE)
  isCovered = uncovered.length === 0
  console.log(isCovered
    ? 'coverage: 100 % of lines'
    : `coverage: these lines are never run\n${uncovered.map(line => `    ${line}`).join('\n')}`)
  rmSync(COVERAGE, { recursive: true, force: true })
}
console.log(`${totals.pass} passed, ${totals.fail} failed`)
if (totals.fail > 0 || !isCovered) process.exitCode = 1
