// Measures a process like that of a test file, which imports a server, starts it, gets one response and ends, against the bare app.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from './quantile.mjs'

const ROUNDS = 15
const REPORT = join(tmpdir(), `kcm-bench-${process.pid}.json`)

const OURS = `import { startServer } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)}
const { url, close } = await startServer()`

const BARE = `import fastify from 'fastify'
const app = fastify()
app.get('/api/status', async () => ({ status: 'available' }))
const url = await app.listen({ port: 0, host: '127.0.0.1' })
const close = () => app.close()`

const FIRST_ANSWER = `
await (await fetch(url + '/api/status')).text()
await close()
const { user, system } = process.cpuUsage()
require('node:fs').writeFileSync(${JSON.stringify(REPORT)}, String((user + system) / 1000))`

/** Runs a script in its own process, and returns its wall time and processor time in milliseconds. */
function run (script) {
  const prelude = 'import { createRequire } from \'node:module\'\nconst require = createRequire(import.meta.url)\n'
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', prelude + script + FIRST_ANSWER], {
    cwd: fileURLToPath(new URL('.', import.meta.url)), encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return { time: performance.now() - start, processor: Number(readFileSync(REPORT, 'utf8')) }
}

/** @param unit `time` or `processor`: the figure to compare */
export function embeddedStart (unit) {
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: run(OURS), bare: run(BARE) }))
  rmSync(REPORT)
  const milliseconds = name => Math.round(median(rounds.map(round => round[name][unit])))
  return { value: milliseconds('ours') / milliseconds('bare'), note: `${milliseconds('ours')} ms; bare Fastify ${milliseconds('bare')} ms` }
}
