import { fork } from 'node:child_process'
import { once } from 'node:events'
import { NODE_OPTIONS } from '../scripts/node-options.mjs'

/** Forks a script of this folder with the Node options of the command and sends it `message`. Returns its port. */
async function forkServer (script, message) {
  const child = fork(new URL(script, import.meta.url), { execArgv: NODE_OPTIONS })
  child.send(message)
  const [port] = await once(child, 'message')
  return { port, stop: () => child.kill() }
}

export const forkOurs = options => forkServer('./ours.mjs', options)
export const forkLeast = () => forkServer('./least.mjs', {})
export const forkBare = answers => forkServer('./bare.mjs', answers)

/** Headers that Node adds to every response. */
const ADDED = ['connection', 'content-length', 'date', 'keep-alive']

/** Sends a request and returns the response: `{ headers, body }`, the body as text. */
export async function ask (port, method, path, body, authorization) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      'accept-encoding': 'identity',
      'kbn-xsrf': 'true',
      ...(body && { 'content-type': 'application/json' }),
      ...(authorization && { authorization }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return { headers: Object.fromEntries([...response.headers].filter(([name]) => !ADDED.includes(name))), body: text }
}
