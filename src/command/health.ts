import http from 'node:http'
import https from 'node:https'
import { reachableHost } from '../listen.js'
import type { ServerOptions } from '../options/schema.js'

/** Generous, because a busy CI machine may take seconds for the first answer. */
const TIMEOUT_MS = 10_000

/** Checks from the same machine whether the server with these options is up; returns the problem, if any. */
export function findHealthProblem (
  { host = '', port = 0, basePath = '', tls = false, control }: ServerOptions,
): Promise<string | undefined> {
  const hostname = reachableHost(host)
  const where = `${hostname}, port ${port}`
  // A request to Kibana would be in the request log every few seconds, and use up faults
  const path = control?.enabled === false ? '/api/status' : '/_mock/health'
  return new Promise(resolve => {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    // The health check does not verify the certificate; that is up to other clients
    const { get } = tls === false ? http : https
    get({ hostname, port, path: `${basePath}${path}`, signal, agent: false, rejectUnauthorized: false }, response => {
      response.resume()
      resolve(response.statusCode === 200 ? undefined : `${where} answered with status ${response.statusCode}`)
    }).on('error', (error: NodeJS.ErrnoException) => {
      resolve(`no healthy server on ${where}: ${signal.aborted ? `no answer within ${TIMEOUT_MS} ms` : error.code ?? error.message}`)
    })
  })
}
