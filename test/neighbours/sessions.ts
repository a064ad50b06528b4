import type { RunningServer, ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'

// Source: docs/reference/kibana/neighbours.md §1, §2

export const users = {
  ann: { password: 'hush-hush', roles: ['superuser'], full_name: 'Ann Lee', email: 'ann@example.com' },
  bob: { password: 'b', roles: ['viewer'] },
  elastic: { password: 'e', roles: ['superuser'] },
}
export const SECURITY: ServerOptions = {
  security: { users, tokens: { 'to-ken': 'bob' }, apiKeys: { 'id:key': 'elastic', bm9jb2xvbg: 'bob' } },
}
const INTERNAL = { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'Kibana' }
export const form = (username = 'ann', password = users.ann.password) =>
  ({ providerType: 'basic', providerName: 'basic', currentURL: '/login', params: { username, password } })
export const CLEARED = 'sid=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/'

export type Headers = Record<string, string>

export async function send (
  kibana: RunningServer, method: 'GET' | 'POST' | 'HEAD' | 'DELETE', url: string, headers: Headers = {}, payload?: object | string,
) {
  const answer = await kibana.app.inject({ method, url, headers: { ...INTERNAL, ...headers }, ...(payload !== undefined && { payload }) })
  return {
    status: answer.statusCode, headers: answer.headers, text: answer.body, body: /^[{[]/.test(answer.body) ? answer.json() : undefined,
  }
}

export const login = (kibana: RunningServer, body: object = form(), url = '/internal/security/login') => send(kibana, 'POST', url, {}, body)
export const sid = (headers: Record<string, unknown>) => String(headers['set-cookie']).split(';', 1)[0]!

/** A server with security, and the cookie of a user who has logged in. */
export async function loggedIn (t: Parameters<typeof testServer>[0], options: ServerOptions = {}) {
  const kibana = await testServer(t, { ...SECURITY, ...options })
  const { headers } = await login(kibana)
  return { kibana, cookie: sid(headers) }
}
