import { fork } from 'node:child_process'
import { once } from 'node:events'
import { NODE_OPTIONS } from '../scripts/node-options.mjs'

/** A script of this folder in a process of its own, with the options that the command has; `message` is what it starts with. Gives back its port. */
async function forkServer (script, message) {
  const child = fork(new URL(script, import.meta.url), { execArgv: NODE_OPTIONS })
  child.send(message)
  const [port] = await once(child, 'message')
  return { port, stop: () => child.kill() }
}

export const forkOurs = options => forkServer('./ours.mjs', options)
export const forkBare = answers => forkServer('./bare.mjs', answers)

/** What every server adds to its answers by itself. */
const ADDED = ['connection', 'content-length', 'date', 'keep-alive']

/** Sends a request and gives back the answer: `{ headers, body }`, the body as text. */
export async function ask (port, method, path, body, authorization) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { 'accept-encoding': 'identity', 'kbn-xsrf': 'true', ...(body && { 'content-type': 'application/json' }), ...(authorization && { authorization }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return { headers: Object.fromEntries([...response.headers].filter(([name]) => !ADDED.includes(name))), body: text }
}
