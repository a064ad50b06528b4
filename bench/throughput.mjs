// Answers per second of our server as a share of what the bare app manages, measured in turns.
import { load } from './load.mjs'
import { median } from './median.mjs'
import { forkBare, forkOurs } from './servers.mjs'

const CONNECTIONS = 10
// Many short turns: the machine may be slower for seconds at a time
const ROUNDS = 21
const SECONDS = 0.4

/**
 * @param scenario `options` of our server; `route` ({ method, url }) for the bare app; `prepare(port, connections)` fills our server and gives
 *   `createWorker` and the `sample` answer that the bare app is to give (`{ headers, body }`)
 */
export async function throughput ({ options = {}, route, prepare }) {
  const ours = await forkOurs(options)
  const { createWorker, sample } = await prepare(ours.port, CONNECTIONS)
  const bare = await forkBare([{ ...route, ...sample }])
  return inTurns({ server: ours, createWorker }, { server: bare, createWorker }, 'bare Fastify')
}

/** Our server with some options as a share of what it manages with others; each side has its own `options` and `prepare`. */
export async function throughputOf (side, other, name) {
  const fill = async ({ options, prepare }) => {
    const server = await forkOurs(options)
    const { createWorker } = await prepare(server.port, CONNECTIONS)
    return { server, createWorker }
  }
  return inTurns(await fill(side), await fill(other), name)
}

async function inTurns (one, other, otherName) {
  // Workers live as long as the server they talk to: they know the versions of their cases
  const workersOf = create => {
    const workers = Array.from({ length: CONNECTIONS }, (_, index) => create(index))
    return index => workers[index]
  }
  const [first, second] = [one, other].map(({ server, createWorker }) => {
    const workers = workersOf(createWorker)
    return seconds => load({ port: server.port, connections: CONNECTIONS, seconds, createWorker: workers })
  })
  try {
    await first(1)
    await second(1)
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) rounds.push([await first(SECONDS), await second(SECONDS)])
    const perSecond = index => Math.round(median(rounds.map(round => round[index])))
    return {
      value: median(rounds.map(([one, other]) => one / other)),
      note: `${perSecond(0)} answers a second; ${otherName} ${perSecond(1)}`,
    }
  } finally {
    one.server.stop()
    other.server.stop()
  }
}
