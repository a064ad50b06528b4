// How much slower lists and writes get when the store is big.
import { startServer } from '../dist/index.js'
import { CONNECTORS } from './cases.mjs'

const SMALL = 1000
const LARGE = 100_000
const WARM_UP = 300
const RUNS = 2000

const STATUSES = ['open', 'in-progress', 'closed']

/** Sends a request without a socket: what is measured is the server alone. */
async function send (app, method, url, payload, user = 'elastic') {
  const headers = { 'kbn-xsrf': 'true', authorization: `Basic ${btoa(`${user}:secret`)}` }
  const response = await app.inject({ method, url, headers, ...(payload && { payload }) })
  if (response.statusCode !== 200) throw new Error(`${method} ${url}: ${response.statusCode} ${response.body}`)
  return response.json()
}

const caseBody = number => ({
  title: `Suspicious sign-in ${number}`,
  description: `User ${number} signed in from two countries within ten minutes.`,
  tags: [`team-${number % 20}`, `site-${number % 30}`],
  owner: 'securitySolution',
  severity: 'medium',
  settings: { syncAlerts: true },
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
})

/** Cases by 25 people, with 50 tags and every status among them. */
async function fill (app, count) {
  for (let number = 0; number < count; number++) {
    const { id, version } = await send(app, 'POST', '/api/cases', caseBody(number), `analyst-${number % 25}`)
    const status = STATUSES[number % STATUSES.length]
    if (status !== 'open') await send(app, 'PATCH', '/api/cases', { cases: [{ id, version, status }] })
  }
}

/** Milliseconds per run, sorted. */
async function time (run) {
  for (let index = 0; index < WARM_UP; index++) await run(index)
  const times = []
  for (let index = 0; index < RUNS; index++) {
    const start = performance.now()
    await run(index)
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)
}

const p99 = times => times[Math.floor(times.length * 0.99)]
const perSecond = times => 1000 * times.length / times.reduce((sum, time) => sum + time, 0)

async function measure (count) {
  const { app, close } = await startServer({ connectors: CONNECTORS })
  await fill(app, count)
  globalThis.gc?.()
  let patched = await send(app, 'POST', '/api/cases', caseBody(count))
  const toPush = []
  for (let number = 0; number < RUNS; number++) toPush.push((await send(app, 'POST', '/api/cases', caseBody(number))).id)
  const times = {
    find: await time(index => send(app, 'GET', `/api/cases/_find?tags=team-${index % 20}&status=${STATUSES[index % 3]}&sortField=createdAt&sortOrder=desc`)),
    tags: await time(() => send(app, 'GET', '/api/cases/tags')),
    reporters: await time(() => send(app, 'GET', '/api/cases/reporters')),
    create: await time(index => send(app, 'POST', '/api/cases', caseBody(index))),
    push: await time(async index => send(app, 'POST', `/api/cases/${toPush[index]}/connector/jira/_push`, {})),
    update: await time(async index => {
      [patched] = await send(app, 'PATCH', '/api/cases', { cases: [{ id: patched.id, version: patched.version, status: STATUSES[index % 2], tags: [`team-${index % 20}`] }] })
    }),
  }
  const { rss } = process.memoryUsage()
  await close()
  return { times, rss }
}

/**
 * Measures a server with 1,000 cases and one with 100,000. `slower` is the 99th percentile of a list in the large one as a
 * multiple of that in the small one; `speed` how fast writes are there, as a share of the small one's.
 */
async function measureGrowth () {
  const small = await measure(SMALL)
  const large = await measure(LARGE)
  const ratio = (name, of) => of(large.times[name]) / of(small.times[name])
  return {
    slower: Object.fromEntries(['find', 'tags', 'reporters'].map(name => [name, ratio(name, p99)])),
    speed: Object.fromEntries(['create', 'update', 'push'].map(name => [name, ratio(name, perSecond)])),
    milliseconds: Object.fromEntries(Object.entries(large.times).map(([name, times]) => [name, p99(times)])),
    rss: large.rss,
  }
}

let growth
/** Measured once, for both rows. */
const grown = () => (growth ??= measureGrowth())
const list = (ratios, digits = 2) => Object.entries(ratios).map(([name, ratio]) => `${name} ${ratio.toFixed(digits)}`).join(', ')

/** The slowest list. */
export async function listsInLargeStore () {
  const { slower, milliseconds } = await grown()
  return { value: Math.max(...Object.values(slower)), note: `${list(slower)}; p99 in ms: ${list(milliseconds)}` }
}

/** The slowest kind of write. */
export async function writesInLargeStore () {
  const { speed } = await grown()
  return { value: Math.min(...Object.values(speed)), note: list(speed) }
}
