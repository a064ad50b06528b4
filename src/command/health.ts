import { get } from 'node:http'
import type { ServerOptions } from '../options/schema.js'

const TIMEOUT_MS = 2000

/** Whether the server that these options describe is up, asked from its own machine. */
export function isHealthy ({ host = '', port = 0, basePath = '' }: ServerOptions): Promise<boolean> {
  const hostname = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return new Promise(resolve => {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    get({ hostname, port, path: `${basePath}/api/status`, signal, agent: false }, response => {
      response.resume()
      resolve(response.statusCode === 200)
    }).on('error', () => resolve(false))
  })
}
