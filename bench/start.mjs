// Time from the start of a process to its first response: for the command, and for the bare app as a plain script.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { freePort } from '../scripts/free-port.mjs'
import { NODE_OPTIONS } from '../scripts/node-options.mjs'
import { median } from './quantile.mjs'
import { requestBytes } from './load.mjs'

const ROUNDS = 15
const RETRY_MS = 1

/** True if a server responds. */
const isAnswering = port => new Promise(resolve => {
  const socket = connect(port, '127.0.0.1')
  socket.on('connect', () => socket.write(requestBytes('GET', '/api/status')))
  socket.on('data', () => { resolve(true); socket.destroy() })
  socket.on('error', () => resolve(false))
})

async function timeToFirstAnswer (script) {
  const port = await freePort()
  const started = performance.now()
  const child = spawn(process.execPath, [...NODE_OPTIONS, fileURLToPath(new URL(script, import.meta.url))], {
    env: { ...process.env, PORT: port }, stdio: 'ignore',
  })
  while (!await isAnswering(port)) await new Promise(resolve => setTimeout(resolve, RETRY_MS))
  const milliseconds = performance.now() - started
  child.kill()
  await once(child, 'exit')
  return milliseconds
}

export async function startOfCommand () {
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ ours: await timeToFirstAnswer('../dist/cli.js'), bare: await timeToFirstAnswer('./bare.mjs') })
  }
  const milliseconds = name => Math.round(median(rounds.map(round => round[name])))
  return { value: milliseconds('ours') / milliseconds('bare'), note: `${milliseconds('ours')} ms; bare Fastify ${milliseconds('bare')} ms` }
}

/** Time of `startServer()` in a process that has started a server before. */
export async function warmStart () {
  const { startServer } = await import('../dist/index.js')
  const times = []
  for (let round = 0; round < 50; round++) {
    const started = performance.now()
    const server = await startServer()
    times.push(performance.now() - started)
    await server.close()
  }
  return { value: median(times.slice(5)), note: `slowest of ${times.length - 5}: ${Math.max(...times.slice(5)).toFixed(1)} ms` }
}
