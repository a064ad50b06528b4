// npm run bench [-- WORD ...]: measures everything the project promises, or only the rows whose name contains one of the words.
// A new measurement is one row; `measure` returns { value, note }.
import {
  AS_ANALYST, CONNECTORS, prepareComment, prepareCreate, prepareFind, prepareGet, preparePatch, preparePush, SECURITY,
} from './cases.mjs'
import { NODE_OPTIONS } from '../scripts/node-options.mjs'
import { controlTimes } from './control.mjs'
import { embeddedStart } from './embedded.mjs'
import { firstPaint } from './first-paint.mjs'
import { listsInLargeStore, writesInLargeStore } from './large-store.mjs'
import { memoryOfCases } from './memory.mjs'
import { memoryOfMillion, searchInLargeStore, seedOfMillion } from './scale.mjs'
import { startOfCommand, warmStart } from './start.mjs'
import { forkLeast } from './servers.mjs'
import { throughput, throughputOf } from './throughput.mjs'

/** Answers per second of a server, by default ours, as a share of those that the bare app gives on the same route. */
const answersOf = (name, atLeast, route, prepare, server = {}) => {
  const [method, url] = route.split(' ')
  return { name, atLeast, unit: '× bare Fastify', measure: () => throughput({ ...server, route: { method, url }, prepare }) }
}

/** The minimal server. It has no target, but shows how much of the other figures is unavoidable work. */
const leastOf = (name, route, prepare) => answersOf(`${name}, at the least`, undefined, route, prepare, { fork: forkLeast })

const MEASUREMENTS = [
  answersOf('patch of one case', 0.75, 'PATCH /api/cases', preparePatch),
  leastOf('patch of one case', 'PATCH /api/cases', preparePatch),
  answersOf('get by id', 0.92, 'GET /api/cases/:id', prepareGet),
  leastOf('get by id', 'GET /api/cases/:id', prepareGet),
  answersOf('push', 0.65, 'POST /api/cases/:id/connector/:connector/_push', preparePush, { options: { connectors: CONNECTORS } }),
  answersOf('create', 0.7, 'POST /api/cases', prepareCreate),
  answersOf('comment', 0.65, 'POST /api/cases/:id/comments', prepareComment),
  answersOf('find 20 of 1,000', 0.8, 'GET /api/cases/_find', prepareFind),
  {
    name: 'patch with security on',
    atLeast: 0.9,
    unit: '× off',
    measure: () => throughputOf(
      { options: { security: SECURITY }, prepare: (port, connections) => preparePatch(port, connections, AS_ANALYST) },
      { options: {}, prepare: preparePatch },
      'security off',
    ),
  },
  {
    name: 'patch as Kibana 8.17',
    atLeast: 0.85,
    unit: '× as the newest',
    measure: () => throughputOf(
      { options: { kibanaVersion: '8.17.0' }, prepare: preparePatch }, { options: {}, prepare: preparePatch }, 'newest',
    ),
  },
  {
    name: 'patch with the journal',
    atLeast: 0.9,
    unit: '× without',
    measure: () => throughputOf(
      { options: {}, prepare: preparePatch }, { options: { requestLog: { size: 0 } }, prepare: preparePatch }, 'without',
    ),
  },
  { name: 'lists with 100,000 cases', atMost: 5, unit: '× p99 with 1,000', measure: listsInLargeStore },
  { name: 'writes with 100,000 cases', atLeast: 0.8, unit: '× with 1,000', measure: writesInLargeStore },
  { name: 'reset, snapshot, sandbox', atMost: 1, unit: 'ms', measure: controlTimes },
  { name: 'start of the command', atMost: 1.1, unit: '× bare Fastify', measure: startOfCommand },
  { name: 'embedded, to the first answer', atMost: 1.3, unit: '× bare Fastify', measure: () => embeddedStart('time') },
  { name: 'embedded, CPU', atMost: 1.3, unit: '× bare Fastify', measure: () => embeddedStart('processor') },
  { name: 'startServer() when warm', atMost: 5, unit: 'ms', measure: warmStart },
  { name: 'first paint of the page', atMost: 300, unit: 'ms', measure: firstPaint },
  { name: 'memory with 100,000 cases', atMost: 400, unit: 'MB', measure: memoryOfCases },
  { name: 'text search, 100,000 cases', atMost: 50, unit: 'ms at p99', measure: searchInLargeStore },
  { name: 'seed of 1,000,000 cases', atMost: 60, unit: 's', measure: seedOfMillion },
  { name: 'memory with 1,000,000 cases', atMost: 3000, unit: 'MB', measure: memoryOfMillion },
]

const words = process.argv.slice(2)
const chosen = MEASUREMENTS.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)))
if (chosen.length === 0) throw new Error(`no name contains ${words.join(' or ')}: ${MEASUREMENTS.map(({ name }) => name).join('; ')}`)

console.log(['Node.js', process.version, ...NODE_OPTIONS].join(' '))
for (const { name, atLeast = -Infinity, atMost = Infinity, unit, measure } of chosen) {
  const { value, note } = await measure()
  const isMet = value >= atLeast && value <= atMost
  if (!isMet) process.exitCode = 1
  const target = atMost < Infinity ? ` (target ≤ ${atMost})` : atLeast > -Infinity ? ` (target ≥ ${atLeast})` : ''
  const verdict = target === '' ? '' : isMet ? 'met' : 'MISSED'
  console.log(`${verdict.padEnd(6)} ${name.padEnd(30)} ${value.toFixed(2)} ${unit}${target}: ${note}`)
}
