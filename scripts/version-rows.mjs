// Runs the tables whose rows test a cut at the version just before it and at the cut itself. Prints the number of rows per file and the
// sum.
// Usage: npm run version-rows
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compile, OUT } from './test/compile.mjs'

const FOLDER = join('test', 'versions')
/** The title of a row: its claim, the last version before the cut, and the first version of the cut. */
const ROW = /^\s*# Subtest: .+ \(\d+\.\d+\.\d+ \| \d+\.\d+\.\d+\)$/gm

await compile()
let sum = 0
for (const name of readdirSync(FOLDER).filter(name => name.endsWith('.test.ts')).sort()) {
  const file = join(OUT, FOLDER, name.replace(/\.ts$/, '.js'))
  const { stdout, status } = spawnSync(process.execPath, [file], {
    encoding: 'utf8', env: { ...process.env, TAP_TIMEOUT: '0' }, maxBuffer: 2 ** 28,
  })
  const rows = stdout.match(ROW)?.length ?? 0
  if (status !== 0) process.exitCode = 1
  if (rows > 0) console.log(`${String(rows).padStart(4)}  ${join(FOLDER, name)}${status === 0 ? '' : '  FAILED'}`)
  sum += rows
}
console.log(`${String(sum).padStart(4)}  rows tested just before and at their cut`)
