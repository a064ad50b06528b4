import type { Test } from 'tap'
import type { ConnectedInstance, InstanceHandle, RecordedRequest } from '../../src/index.js'
import { headers } from './servers.js'

/** The handle of a server or a sandbox, in process or over HTTP. `await` works for all of them. */
export type Handle = (InstanceHandle | ConnectedInstance) & { readonly url: string }
export type StartHandle = (t: Test) => Promise<Handle>

export const get = (kibana: Handle, path: string) => fetch(kibana.url + path)
export const send = (kibana: Handle, method: string, path: string, body: unknown) =>
  fetch(kibana.url + path, { method, headers, body: JSON.stringify(body) })
export const push = async (kibana: Handle, id: string) => (await send(kibana, 'POST', `/api/cases/${id}/connector/jira/_push`, {})).status
export const ids = (requests: readonly RecordedRequest[]) => requests.map(({ id }) => id)

/** Like `Promise.withResolvers`, which Node.js 20 lacks. */
export function withResolvers () {
  let resolve = () => {}
  return { promise: new Promise<void>(_resolve => { resolve = _resolve }), resolve: () => resolve() }
}
