// Sends half-right requests to every route of a server in another process: no answer may be a fault of the server itself, none may stay
// away, and a refused request may change nothing. Prints its seed; on a failure the shortest sequence that shows it, for a shell.
// Usage: npm run fuzz -- [--requests 10000] [--seed 1] [--kibana-version 9.1.0]
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { randomOf } from './fuzz/random.mjs'
import { asCurl, operationsOf, requestOf } from './fuzz/requests.mjs'
import { startFuzzed } from './fuzz/server.mjs'
import { Values } from './fuzz/values.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { values: flags } = parseArgs({ options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string' }, 'kibana-version': { type: 'string' } } })
const wanted = Number(flags.requests)
const seed = flags.seed === undefined ? Date.now() % 2 ** 31 : Number(flags.seed)

/** Requests between two resets: the longest sequence to shrink. */
const ROUND = 40
const RESET = { method: 'POST', url: '/_mock/reset', headers: {} }
const STATE = { method: 'GET', url: '/_mock/state', headers: {} }
/** A refused request of these has changed something: a push reaches the external system before it fails, a login counts. */
const MAY_CHANGE = /\/_push$|\/_execute$|^\/_mock\/|\/login|\/logout|\/session|\/spaces\/enter/
/** The text of a 500 that no rule of Kibana explains. */
const OWN_FAULT = /An internal server error occurred/

/** Sends a request and returns what is wrong with its answer, if anything is. */
async function check (server, request, isStateCompared) {
  const before = isStateCompared ? (await server.ask(STATE)).text : undefined
  const { status, text, problem } = await server.ask(request)
  if (problem !== undefined || !server.isUp()) return { wrong: problem ?? 'the server ended' }
  if (status >= 500 && OWN_FAULT.test(text)) return { status, text, wrong: `${status} ${text}` }
  if (before !== undefined && status >= 400 && (await server.ask(STATE)).text !== before) return { status, text, wrong: `${status} ${text}, but the state has changed` }
  return { status, text }
}

/** Whether a sequence, after a reset, ends with something wrong. */
async function fails (sequence) {
  const server = await startFuzzed(flags['kibana-version'])
  try {
    for (const request of sequence) if ((await check(server, request, !MAY_CHANGE.test(request.url))).wrong !== undefined) return true
    return false
  } finally {
    server.stop()
  }
}

/** Leaves out requests, the larger parts first, as long as it still fails. */
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
const server = await startFuzzed(flags['kibana-version'])
const document = JSON.parse((await server.ask({ method: 'GET', url: '/_mock/openapi.json', headers: {} })).text)
const operations = operationsOf(document)
const counts = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 }
const succeeded = new Set()
const started = performance.now()
let failure
for (let sent = 0; sent < wanted && !failure;) {
  await server.ask(RESET)
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
server.stop()
const seconds = (performance.now() - started) / 1000
console.log(`${Object.entries(counts).map(([kind, count]) => `${count} ${kind}`).join(', ')} in ${seconds.toFixed(1)} s; ${succeeded.size} of ${operations.length} operations succeeded at least once`)
if (failure) {
  console.log(`\nFAILED: ${failure.wrong}\nThe shortest sequence on a server of its own (scripts/fuzz/server.mjs has its seed):`)
  const isRepeated = await fails(failure.sequence)
  for (const request of isRepeated ? await shrink(failure.sequence) : failure.sequence) console.log(asCurl(request, 'http://127.0.0.1:5601'))
  if (!isRepeated) console.log('It does not repeat: the sequence above is all that was sent since the last reset.')
  process.exitCode = 1
}
