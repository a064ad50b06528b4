// Keeps a server in another process busy with every kind of client, resets it at the end of each period, and measures it then: memory has
// to stay flat, file descriptors and timers have to return to where they were.
// Usage: npm run soak -- [--minutes 1] [--period 60]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { Load } from './soak/load.mjs'
import { NODE_OPTIONS } from './node-options.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { values: flags } = parseArgs({ options: { minutes: { type: 'string', default: '1' }, period: { type: 'string', default: '60' } } })
const period = Number(flags.period) * 1000
const periods = Math.max(3, Math.round(Number(flags.minutes) * 60_000 / period))
/** The growth of the heap that is flat, from the second period on: the first warms up. */
const FLAT = 1.05

const child = fork(new URL('./soak/server.mjs', import.meta.url), { execArgv: [...NODE_OPTIONS, '--expose-gc'] })
const [{ url }] = await once(child, 'message')

async function measure () {
  const answer = once(child, 'message')
  child.send('measure')
  return (await answer)[0]
}

const megabytes = bytes => (bytes / 2 ** 20).toFixed(1)
const load = new Load(url)
const measured = []
console.log(`soak: ${periods} periods of ${period / 1000} s`)
console.log('period  heap MB   rss MB  timers  files  requests')
for (let number = 1; number <= periods; number++) {
  await load.run(Date.now() + period)
  await fetch(`${url}/_mock/reset`, { method: 'POST', headers: { connection: 'close' } })
  await wait(1000)
  const now = await measure()
  measured.push(now)
  console.log([number, megabytes(now.heapUsed), megabytes(now.rss), now.timers, now.files, load.counts.requests].map((value, index) => String(value).padStart([6, 9, 9, 8, 7, 10][index])).join(''))
}
child.kill()
console.log(Object.entries(load.counts).map(([kind, count]) => `${count} ${kind}`).join(', '))

const [, warm] = measured
const last = measured.at(-1)
const problems = [
  last.heapUsed > warm.heapUsed * FLAT && `the heap has grown from ${megabytes(warm.heapUsed)} to ${megabytes(last.heapUsed)} MB`,
  last.files > warm.files && `file descriptors have grown from ${warm.files} to ${last.files}`,
  last.timers > warm.timers && `timers have grown from ${warm.timers} to ${last.timers}`,
  last.sandboxes > 0 && `${last.sandboxes} sandboxes are left`,
  load.counts.failed > 0 && `${load.counts.failed} answers were 5xx`,
].filter(Boolean)
for (const problem of problems) console.log(`FAILED: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
