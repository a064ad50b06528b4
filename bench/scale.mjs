// Servers with many cases: seeding them, and searching their texts. When forked, this file seeds the given number of cases and reports.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { NODE_OPTIONS } from '../scripts/node-options.mjs'
import { median, quantile } from './quantile.mjs'

const MILLION = 1_000_000
const SEARCHED = 100_000
const SEARCHES = 200
const self = fileURLToPath(import.meta.url)

const seedOf = count => ({
  cases: Array.from({ length: count }, (_, number) => ({
    title: `Suspicious sign-in ${number} on host-${number % 997}`,
    description: `User ${number} signed in from two countries within ten minutes.`,
    tags: [`team-${number % 20}`],
    owner: 'securitySolution',
  })),
})

/** Words to search for; the rarest is in a thousandth of the cases, others are in all of them. */
const SEARCH_TERMS = ['host', 'countries', '997', 'team', 'sign', 'minutes']

async function report (count) {
  const { startServer } = await import('../dist/index.js')
  const seed = seedOf(count)
  const start = performance.now()
  const { app, close } = await startServer({ seed })
  const seconds = (performance.now() - start) / 1000
  const peak = process.resourceUsage().maxRSS / 1024
  const times = []
  const searches = count === SEARCHED ? SEARCHES : 0
  for (let number = 0; number < searches; number++) {
    const began = performance.now()
    await app.inject(`/api/cases/_find?search=${SEARCH_TERMS[number % SEARCH_TERMS.length]}&page=${1 + number % 5}`)
    times.push(performance.now() - began)
  }
  await close()
  process.send({ seconds, peak, times })
}

/** Seeds in a separate process. */
async function measure (count) {
  const child = fork(self, [String(count)], { execArgv: [...NODE_OPTIONS, '--max-old-space-size=4096'] })
  const [answer] = await once(child, 'message')
  return answer
}

let million
const ofMillion = () => (million ??= measure(MILLION))

export async function seedOfMillion () {
  const { seconds } = await ofMillion()
  return { value: seconds, note: 'startServer() with a seed in memory, its activity included' }
}

export async function memoryOfMillion () {
  const { peak } = await ofMillion()
  return { value: peak, note: 'at most, resident, the seed included' }
}

/** The first search, which splits the texts, is reported separately. */
export async function searchInLargeStore () {
  const { times: [first, ...times] } = await measure(SEARCHED)
  return {
    value: quantile(times, 0.99),
    note: `median ${median(times).toFixed(1)} ms, first search ${first.toFixed(0)} ms`,
  }
}

if (process.argv[1] === self) await report(Number(process.argv[2]))
