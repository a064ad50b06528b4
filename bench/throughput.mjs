// Answers per second of our server as a share of what the bare app manages, measured in turns.
import { load } from './load.mjs'
import { median } from './median.mjs'
import { forkBare, forkOurs } from './servers.mjs'

const CONNECTIONS = 10
const ROUNDS = 5
const SECONDS = 1.5

/**
 * @param scenario `options` of our server; `route` ({ method, url }) for the bare app; `prepare(port, connections)` fills our server and gives
 *   `createWorker` and the `sample` answer that the bare app is to give
 */
export async function throughput ({ options = {}, route, prepare }) {
  const ours = await forkOurs(options)
  const { createWorker, sample } = await prepare(ours.port, CONNECTIONS)
  const bare = await forkBare([{ ...route, body: sample }])
  // Workers live as long as the server they talk to: they know the versions of their cases
  const workersOf = create => {
    const workers = Array.from({ length: CONNECTIONS }, (_, index) => create(index))
    return index => workers[index]
  }
  const run = { ours: workersOf(createWorker), bare: workersOf(createWorker) }
  const measure = (port, createWorker, seconds) => load({ port, connections: CONNECTIONS, seconds, createWorker })
  try {
    await measure(ours.port, run.ours, 1)
    await measure(bare.port, run.bare, 1)
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({ ours: await measure(ours.port, run.ours, SECONDS), bare: await measure(bare.port, run.bare, SECONDS) })
    }
    const perSecond = name => Math.round(median(rounds.map(round => round[name])))
    return {
      value: median(rounds.map(({ ours, bare }) => ours / bare)),
      note: `${perSecond('ours')} answers a second; bare Fastify ${perSecond('bare')}`,
    }
  } finally {
    ours.stop()
    bare.stop()
  }
}
