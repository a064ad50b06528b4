import type { RunningServer } from '../../src/index.js'
import { call, type Method } from './cases.js'

/** Sends a request as Kibana's own code does: to internal routes too. */
export const send = (
  kibana: Pick<RunningServer, 'app'>, method: Method, url: string, body?: unknown, headers: Record<string, string> = {},
) => call(kibana, method, url, body, { 'x-elastic-internal-origin': 'test', ...headers })

export const NONE_CONNECTOR = { id: 'none', name: 'none', type: '.none', fields: null }

/** A valid body for POST /api/cases/configure, with changes. */
export const newConfiguration = (changes: object = {}) => ({
  connector: NONE_CONNECTOR, closure_type: 'close-by-user', owner: 'cases', ...changes,
})

/** Creates the configuration of an owner through the API. */
export async function configure (kibana: RunningServer, changes?: object) {
  const { status, body } = await send(kibana, 'POST', '/api/cases/configure', newConfiguration(changes))
  if (status !== 200) throw new Error(`not configured: ${JSON.stringify(body)}`)
  return body
}
