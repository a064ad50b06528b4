// Slowdown of lists and writes in a large store.
import { startServer } from '../dist/index.js'
import { CONNECTORS } from './cases.mjs'
import { median, quantile } from './quantile.mjs'

const SMALL = 1000
const LARGE = 100_000
const WARM_UP = 300
const RUNS = 2000
/** Short turns, because the machine is slower for seconds at a time, which should affect both sides equally. */
const RUNS_PER_TURN = 50

const STATUSES = ['open', 'in-progress', 'closed']

/** Sends a request without a socket, so that only the server is measured. */
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

/** Generates cases by 25 people, with 50 tags and all statuses. */
async function fill (app, count) {
  for (let number = 0; number < count; number++) {
    const { id, version } = await send(app, 'POST', '/api/cases', caseBody(number), `analyst-${number % 25}`)
    const status = STATUSES[number % STATUSES.length]
    if (status !== 'open') await send(app, 'PATCH', '/api/cases', { cases: [{ id, version, status }] })
  }
}

/** Creates a server with that many cases, and the requests to repeat. */
async function prepare (count) {
  const { app, close } = await startServer({ connectors: CONNECTORS })
  await fill(app, count)
  let patched = await send(app, 'POST', '/api/cases', caseBody(count))
  const toPush = []
  for (let number = 0; number < RUNS; number++) toPush.push((await send(app, 'POST', '/api/cases', caseBody(number))).id)
  const asks = {
    find: index => send(
      app, 'GET', `/api/cases/_find?tags=team-${index % 20}&status=${STATUSES[index % 3]}&sortField=createdAt&sortOrder=desc`,
    ),
    tags: () => send(app, 'GET', '/api/cases/tags'),
    reporters: () => send(app, 'GET', '/api/cases/reporters'),
    create: index => send(app, 'POST', '/api/cases', caseBody(index)),
    push: index => send(app, 'POST', `/api/cases/${toPush[index]}/connector/jira/_push`, {}),
    update: async index => {
      [patched] = await send(app, 'PATCH', '/api/cases', {
        cases: [{ id: patched.id, version: patched.version, status: STATUSES[index % 2], tags: [`team-${index % 20}`] }],
      })
    },
  }
  return { asks, close }
}

/** Times the runs from one index to another, in milliseconds. */
async function time (ask, from, to) {
  const times = []
  for (let index = from; index < to; index++) {
    const start = performance.now()
    await ask(index)
    times.push(performance.now() - start)
  }
  return times
}

/** Times both servers alternately. */
async function inTurns (one, other) {
  await time(one, 0, WARM_UP)
  await time(other, 0, WARM_UP)
  const turns = []
  for (let from = 0; from < RUNS; from += RUNS_PER_TURN) {
    turns.push([await time(one, from, from + RUNS_PER_TURN), await time(other, from, from + RUNS_PER_TURN)])
  }
  return turns
}

const p99 = times => quantile(times, 0.99)
const sum = times => times.reduce((sum, time) => sum + time, 0)
const ofSide = (turns, side) => turns.flatMap(turn => turn[side])

/**
 * Measures a server with 1,000 cases and one with 100,000 alternately. `slower` is the 99th percentile of a list in the large one
 * as a multiple of the small one's; `speed` is the write rate of the large one as a share of the small one's.
 */
async function measureGrowth () {
  const small = await prepare(SMALL)
  const large = await prepare(LARGE)
  const turns = {}
  for (const name of Object.keys(small.asks)) turns[name] = await inTurns(small.asks[name], large.asks[name])
  await small.close()
  await large.close()
  const slower = name => p99(ofSide(turns[name], 1)) / p99(ofSide(turns[name], 0))
  const speed = name => median(turns[name].map(([ofSmall, ofLarge]) => sum(ofSmall) / sum(ofLarge)))
  return {
    slower: Object.fromEntries(['find', 'tags', 'reporters'].map(name => [name, slower(name)])),
    speed: Object.fromEntries(['create', 'update', 'push'].map(name => [name, speed(name)])),
    milliseconds: Object.fromEntries(Object.keys(turns).map(name => [name, p99(ofSide(turns[name], 1))])),
  }
}

let growth
/** The measurement, run once for both rows. */
const grown = () => (growth ??= measureGrowth())
const list = ratios => Object.entries(ratios).map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`).join(', ')

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
