// Responses per second of our server as a share of the bare app's, measured alternately.
import { load } from './load.mjs'
import { median } from './quantile.mjs'
import { forkBare, forkOurs } from './servers.mjs'

const CONNECTIONS = 10
// A process can be slower throughout its life than another with the same code, and the machine can be slow for seconds at a time; hence
// several pairs of processes and many short turns
const PAIRS = 8
const ROUNDS = 8
const SECONDS = 0.2
/** Warm-up, until V8 has compiled the hot code. */
const WARM_UP_SECONDS = 2

/**
 * @param scenario `options` of our server, or `fork`, which starts another one; `route` ({ method, url }) for the bare app;
 *   `prepare(port, connections)` fills the server and returns `createWorker` and the `sample` response (`{ headers, body }`) that the
 *   bare app sends
 */
export async function throughput ({ options = {}, fork = () => forkOurs(options), route, prepare }) {
  return inTurns('bare Fastify', async () => {
    const ours = await fork()
    const { createWorker, sample } = await prepare(ours.port, CONNECTIONS)
    const bare = await forkBare([{ ...route, ...sample }])
    return [{ server: ours, createWorker }, { server: bare, createWorker }]
  })
}

/** Compares our server with itself under other options; each side has its own `options` and `prepare`. */
export async function throughputOf (side, other, name) {
  const fill = async ({ options, prepare }) => {
    const server = await forkOurs(options)
    const { createWorker } = await prepare(server.port, CONNECTIONS)
    return { server, createWorker }
  }
  return inTurns(name, async () => [await fill(side), await fill(other)])
}

async function inTurns (otherName, startPair) {
  const rounds = []
  for (let pair = 0; pair < PAIRS; pair++) rounds.push(...await roundsOf(await startPair()))
  const perSecond = index => Math.round(median(rounds.map(round => round[index])))
  return {
    value: median(rounds.map(([one, other]) => one / other)),
    note: `${perSecond(0)} answers a second; ${otherName} ${perSecond(1)}`,
  }
}

/** Responses per second of both sides, measured alternately. */
async function roundsOf (sides) {
  // Workers live as long as their server: they remember the versions of their cases
  const workersOf = create => {
    const workers = Array.from({ length: CONNECTIONS }, (_, index) => create(index))
    return index => workers[index]
  }
  const [first, second] = sides.map(({ server, createWorker }) => {
    const workers = workersOf(createWorker)
    return seconds => load({ port: server.port, connections: CONNECTIONS, seconds, createWorker: workers })
  })
  try {
    await first(WARM_UP_SECONDS)
    await second(WARM_UP_SECONDS)
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) rounds.push([await first(SECONDS), await second(SECONDS)])
    return rounds
  } finally {
    for (const { server } of sides) server.stop()
  }
}
