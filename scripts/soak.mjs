// Keeps a server in another process busy with every kind of client, resets it at the end of each period, and measures it then: memory has
// to stay flat, file descriptors and timers have to return to where they were before the load.
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
/** The largest growth of memory (heap and buffers) that counts as flat. */
const FLAT = 1.05
/** The period that the last one is compared with: until then code is compiled and caches fill. */
const WARM = Math.max(2, Math.ceil(periods / 4))

const child = fork(new URL('./soak/server.mjs', import.meta.url), { execArgv: [...NODE_OPTIONS, '--expose-gc'] })
const [{ url }] = await once(child, 'message')

async function measure () {
  const answer = once(child, 'message')
  child.send('measure')
  return (await answer)[0]
}

const megabytes = bytes => (bytes / 2 ** 20).toFixed(1)
const load = new Load(url)

/** Prints a line of the table; period 0 is before the load. */
function print (number, { memory, rss, timers, files }) {
  const cells = [number, megabytes(memory), megabytes(rss), timers, files, load.counts.requests]
  console.log(cells.map((value, index) => String(value).padStart([6, 10, 8, 8, 7, 10][index])).join(''))
}

const measured = []
console.log(`soak: ${periods} periods of ${period / 1000} s`)
console.log('period memory MB  rss MB  timers  files  requests')
const before = await measure()
print(0, before)
for (let number = 1; number <= periods; number++) {
  await load.run(Date.now() + period)
  await fetch(`${url}/_mock/reset`, { method: 'POST', headers: { connection: 'close' } })
  await wait(1000)
  const now = await measure()
  measured.push(now)
  print(number, now)
}
child.kill()
console.log(Object.entries(load.counts).map(([kind, count]) => `${count} ${kind}`).join(', '))

const warm = measured[WARM - 1]
const last = measured.at(-1)
const problems = [
  last.memory > warm.memory * FLAT &&
    `memory has grown from ${megabytes(warm.memory)} MB after period ${WARM} to ${megabytes(last.memory)} MB`,
  last.files > before.files && `file descriptors have grown from ${before.files} to ${last.files}`,
  last.timers > before.timers && `timers have grown from ${before.timers} to ${last.timers}`,
  last.sandboxes > 0 && `${last.sandboxes} sandboxes are left`,
  load.counts.failed > 0 && `${load.counts.failed} answers were 5xx`,
  load.counts.unexpected > load.counts.failed && `${load.counts.unexpected} answers had a status that the client does not expect`,
].filter(Boolean)
for (const problem of problems) console.log(`FAILED: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
