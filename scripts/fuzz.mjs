// Sends almost valid requests to every route of a server in another process, and checks that each gets an answer, that none shows a bug of
// the server, and that no refused request changes anything. Prints its seed and, on a failure, the shortest sequence that shows it as curl
// commands.
// Usage: npm run fuzz -- [--requests 10000] [--seed 1] [--kibana-version 9.1.0] [--patience 10000] [--server dist/cli.js]
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { randomOf } from './fuzz/random.mjs'
import { asCurl, operationsOf, requestOf, STUBBED } from './fuzz/requests.mjs'
import { startFuzzed } from './fuzz/server.mjs'
import { Values } from './fuzz/values.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { values: flags } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    'kibana-version': { type: 'string' },
    patience: { type: 'string', default: '10000' },
    server: { type: 'string' },
  },
})

/** The number in a flag; ends the process unless it is a positive integer. */
function numberIn (flag) {
  const number = Number(flags[flag])
  if (Number.isInteger(number) && number > 0) return number
  console.error(`fuzz: --${flag}: expected a positive integer, got "${flags[flag]}"`)
  process.exit(1)
}

const patience = numberIn('patience')
const start = () => startFuzzed({ version: flags['kibana-version'], file: flags.server, patience })
const wanted = numberIn('requests')
const seed = flags.seed === undefined ? Date.now() % 2 ** 31 : numberIn('seed')

/** Requests between two resets: the longest sequence to shrink. */
const ROUND = 40
const RESET = { method: 'POST', url: '/_mock/reset', headers: {} }
/** Removes the things that a reset keeps. */
const REMOVE = ['snapshots', 'sandboxes', 'webhooks'].map(what => ({ method: 'DELETE', url: `/_mock/${what}`, headers: {} }))
const STATE = { method: 'GET', url: '/_mock/state', headers: {} }
/** Requests that may change something even if refused: a push reaches the external system before it fails, a login is counted. */
const MAY_CHANGE = /\/_push$|\/_execute$|\/login|\/logout|\/session|\/spaces\/enter/
/** The text of a 500 that comes from a bug, not from a rule of Kibana. */
const OWN_FAULT = /An internal server error occurred/

/** Sends a request and returns what is wrong with its answer, if anything is. */
async function check (server, request, isStateCompared) {
  const before = isStateCompared ? (await server.ask(STATE)).text : undefined
  const { status, text, problem } = await server.ask(request)
  if (problem !== undefined || !server.isUp()) return { wrong: problem ?? 'the server ended' }
  if (status >= 500 && OWN_FAULT.test(text) && !request.url.endsWith(STUBBED.path)) return { status, text, wrong: `${status} ${text}` }
  if (before !== undefined && status >= 400) {
    const after = await server.ask(STATE)
    if (after.text !== before) return { status, text, wrong: after.problem ?? `${status} ${text}, but the state has changed` }
  }
  return { status, text }
}

/** Returns to the initial state, whatever happened in the previous round. */
async function clear (server) {
  for (const request of [...REMOVE, RESET]) await server.ask(request, 0)
}

let spare
/** Returns true if a sequence, sent after a reset, shows something wrong. A server that passed is used again. */
async function fails (sequence) {
  const server = spare ?? await start()
  spare = undefined
  await clear(server)
  for (const request of sequence) {
    if ((await check(server, request, !MAY_CHANGE.test(request.url))).wrong === undefined) continue
    server.stop()
    return true
  }
  spare = server
  return false
}

/** Leaves out requests, larger parts first, as long as the sequence still fails. */
async function shrink (sequence) {
  let shortest = sequence
  for (let size = Math.ceil(shortest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < shortest.length;) {
      const without = shortest.toSpliced(at, size)
      if (without.length > 0 && await fails(without)) shortest = without
      else at += size
    }
  }
  return shortest
}

console.log(`fuzz: ${wanted} requests, --seed ${seed}`)
const random = randomOf(seed)
const server = await start()
const document = JSON.parse((await server.ask({ method: 'GET', url: '/_mock/openapi.json', headers: {} }, 0)).text)
const operations = operationsOf(document)
const counts = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 }
const succeeded = new Set()
/** Megabytes of the server, at the start and after each quarter. */
const memory = []
const started = performance.now()
let failure
for (let sent = 0; sent < wanted && !failure;) {
  await clear(server)
  if (sent >= memory.length * wanted / 4) memory.push(server.megabytes())
  const values = new Values(random, document.components?.schemas ?? {})
  const sequence = []
  while (sequence.length < ROUND && sent < wanted && !failure) {
    const operation = random.pick(operations)
    const request = requestOf(operation, values, random)
    sequence.push(request)
    sent++
    const { status, text, wrong } = await check(server, request, random.chance(0.1) && !MAY_CHANGE.test(request.url))
    if (wrong !== undefined) failure = { sequence, wrong }
    else counts[`${Math.floor(status / 100)}xx`]++
    if (status >= 200 && status < 300) {
      succeeded.add(`${operation.method} ${operation.path}`)
      try {
        values.learn(JSON.parse(text))
      } catch { /* no JSON to learn from */ }
    }
  }
}
memory.push(server.megabytes())
server.stop()
const seconds = (performance.now() - started) / 1000
console.log(`${Object.entries(counts).map(([kind, count]) => `${count} ${kind}`).join(', ')} in ${seconds.toFixed(1)} s; ` +
  `${succeeded.size} of ${operations.length} operations succeeded at least once`)
console.log(`memory of the server, at the start and after each quarter: ${memory.join(', ')} MB`)
if (failure) {
  console.log(`\nFAILED: ${failure.wrong}\nThe shortest sequence on a fresh server (scripts/fuzz/server.mjs has its seed):`)
  const isRepeated = await fails(failure.sequence)
  const shortest = isRepeated ? await shrink(failure.sequence) : failure.sequence
  for (const request of shortest) console.log(asCurl(request, 'http://127.0.0.1:5601'))
  if (!isRepeated) console.log('It cannot be repeated: the sequence above is everything sent since the last reset.')
  spare?.stop()
  process.exitCode = 1
}
