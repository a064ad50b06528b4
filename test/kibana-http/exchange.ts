import { connect } from 'node:net'
import type { RunningServer } from '../../src/index.js'

export type Headers = Record<string, string>
export const xsrf = { 'kbn-xsrf': 'true' }
export const json = { 'content-type': 'application/json' }

export const post = ({ app }: RunningServer, payload: string | Buffer | undefined, headers: Headers, url = '/api/cases') =>
  app.inject({ method: 'POST', url, headers, ...(payload !== undefined && { payload }) })

/** Sends bytes on a socket and returns everything received until the server closes it. */
export const exchange = ({ port }: RunningServer, bytes: string) => new Promise<string>((resolve, reject) => {
  const socket = connect(port, '127.0.0.1', () => { socket.write(bytes) })
  let answer = ''
  socket.on('data', chunk => { answer += chunk })
  socket.on('close', () => resolve(answer))
  socket.on('error', reject)
})
