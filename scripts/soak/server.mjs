// The server of a soak, in a separate process, which measures itself on request.
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer } from '../../dist/index.js'

const kibana = await startServer({ seed: 'demo', requestLog: { size: 200 } })

/** Measures after garbage collection, so that only live memory counts. */
async function measure () {
  for (let round = 0; round < 3; round++) {
    global.gc()
    await wait(50)
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  const timers = process.getActiveResourcesInfo().filter(name => name === 'Timeout' || name === 'Immediate').length
  return { memory: heapUsed + external, rss, timers, files: readdirSync('/proc/self/fd').length, sandboxes: kibana.sandboxes.list().length }
}

process.on('message', async message => {
  if (message !== 'measure') return
  process.send(await measure())
})
process.send({ url: kibana.url })
