// Resident memory of a server that holds many cases, created over HTTP.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { NODE_OPTIONS } from '../scripts/node-options.mjs'
import { caseBody } from './cases.mjs'
import { load, requestBytes } from './load.mjs'

const CASES = 100_000
const CONNECTIONS = 10
const MEBIBYTE = 1024 * 1024
const self = fileURLToPath(import.meta.url)

export async function memoryOfCases () {
  // Collects garbage first, so that only memory in use is measured
  const child = fork(self, { execArgv: [...NODE_OPTIONS, '--expose-gc'] })
  const ask = async () => {
    child.send('resident')
    return (await once(child, 'message'))[0]
  }
  const [port] = await once(child, 'message')
  const empty = await ask()
  let number = 0
  const createWorker = () => ({ next: () => number < CASES && requestBytes('POST', '/api/cases', caseBody(number++)) })
  await load({ port, connections: CONNECTIONS, seconds: Infinity, createWorker })
  const full = await ask()
  child.disconnect()
  return {
    value: full.now,
    note: `${CASES.toLocaleString('en')} cases; empty server ${Math.round(empty.now)} MB; never more than ${Math.round(full.peak)} MB`,
  }
}

if (process.argv[1] === self) {
  const { startServer } = await import('../dist/index.js')
  const { port, close } = await startServer()
  process.on('message', () => {
    globalThis.gc()
    process.send({ now: process.memoryUsage.rss() / MEBIBYTE, peak: process.resourceUsage().maxRSS / 1024 })
  })
  process.once('disconnect', close)
  process.send(port)
}
