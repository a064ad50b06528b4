import type { Test } from 'tap'
import type { App, RunningServer, ServerOptions } from '../../src/index.js'
import { testServer } from './app.js'
import { basic } from './security.js'

/** A request to Elasticsearch: a user if security is on, and a body that is an object or the lines of a bulk request. */
export interface ElasticsearchRequest {
  readonly as?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: object | undefined
}

/** Sends a request such as `GET /_license` to the Elasticsearch of a server. */
export async function ask (app: App, request: string, { as, headers, body }: ElasticsearchRequest = {}) {
  const [method = '', url = ''] = request.split(' ', 2)
  const lines = Array.isArray(body) ? body.map(line => `${JSON.stringify(line)}\n`).join('') : body && JSON.stringify(body)
  const answer = await app.inject({
    method: method as 'GET',
    url,
    headers: {
      ...(as !== undefined && { authorization: basic(as) }),
      ...(body && { 'content-type': Array.isArray(body) ? 'application/x-ndjson' : 'application/json' }),
      ...headers,
    },
    ...(lines !== undefined && { payload: lines }),
  })
  return {
    status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? undefined : JSON.parse(answer.body), text: answer.body,
  }
}

/** A server with an Elasticsearch. */
export async function elasticsearchOf (t: Test, options: ServerOptions = {}): Promise<{ kibana: RunningServer, app: App, url: string }> {
  const kibana = await testServer(t, { elasticsearch: { port: 0 }, ...options })
  const { app, url } = kibana.elasticsearch!
  return { kibana, app, url }
}

/** A server with two alerts, `a` open and `b` closed. */
export async function withAlerts (t: Test) {
  const server = await elasticsearchOf(t)
  server.kibana.alerts.add({
    id: 'a', source: { '@timestamp': '2025-06-01T09:00:00.000Z', host: { name: 'web' }, 'kibana.alert.severity': 'low' },
  })
  server.kibana.alerts.add({ id: 'b', source: { '@timestamp': '2025-05-01T09:00:00.000Z', 'kibana.alert.workflow_status': 'closed' } })
  const sourceOf = (id: string) => server.kibana.alerts.list().find(alert => alert.id === id)?.source
  return { ...server, sourceOf }
}

/** The response of Elasticsearch to a request that it refuses. */
export const failure = (status: number, type: string, reason: string) => ({
  error: { root_cause: [{ type, reason }], type, reason }, status,
})

/** The response to a user without the privilege for a request. */
export const forbidden = (reason: string) => failure(403, 'security_exception', reason)

/** The status with which Kibana answers a caller. */
export const statusIn = async ({ app }: RunningServer, authorization: string) =>
  (await app.inject({ url: '/api/cases/_find', headers: { authorization } })).statusCode

export const encoded = (text: string) => Buffer.from(text).toString('base64')

const user = (name: string, ...roles: string[]) => ({ [name]: { password: name, roles } })

/** Users with and without the privileges that the routes of Elasticsearch need. */
export const SECURITY: NonNullable<ServerOptions['security']> = {
  users: {
    ...user('elastic', 'superuser'),
    ...user('viewer', 'viewer'),
    ...user('editor', 'editor'),
    ...user('keeper', 'keeper'),
    ann: { password: 'ann', roles: ['superuser'], full_name: 'Ann Analyst', email: 'ann@example.com' },
  },
  roles: {
    keeper: {
      elasticsearch: { cluster: ['manage_own_api_key', 'monitor'], indices: [{ names: ['.alerts-stack*'], privileges: ['read'] }] },
    },
  },
  apiKeys: { 'given:key': 'ann' },
  tokens: { 'given-token': 'viewer' },
}
