import { type RunningServer } from '../../src/index.js'
import { call, newCase } from '../helpers/cases.js'

export const get = (kibana: RunningServer, id: string) => call(kibana, 'GET', `/api/cases/${id}`)
export const send = (kibana: RunningServer, path: string, init: RequestInit = {}) =>
  fetch(`${kibana.url}${path}`, { headers: { 'kbn-xsrf': 'x', 'content-type': 'application/json' }, ...init })
export const post = (kibana: RunningServer) => send(kibana, '/api/cases', { method: 'POST', body: JSON.stringify(newCase) })
