import type { ServerOptions } from '../../src/index.js'
import { basic } from '../helpers/security.js'

/** A request of a client, and what it needs from the response. `{created.id}` is the id in the response named `created`. */
export interface Step {
  readonly to?: 'elasticsearch'
  readonly ask: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  readonly status: number
  /** The part of the response that the client reads. */
  readonly reads?: object | readonly unknown[]
  /** The name of the response for later steps, which find the cookie that it sets under `cookie`. */
  readonly as?: string
}

/** The set-up of a public client: the requests that it sends before and besides those to the Cases API. */
export interface SetUp {
  readonly client: string
  readonly options?: ServerOptions
  /** Headers of every step: the credentials. */
  readonly headers?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

export const asElastic = { authorization: basic('elastic', 'test') }
export const asViewer = { authorization: basic('viewer', 'test') }
export const xsrf = { 'kbn-xsrf': 'true' }
export const SECURITY: NonNullable<ServerOptions['security']> = {
  users: {
    elastic: { password: 'test', roles: ['superuser'], full_name: 'Elastic Admin' }, viewer: { password: 'test', roles: ['viewer'] },
  },
  tokens: { 'token-of-elastic': 'elastic' },
}

export const CASE = {
  title: 'Login from two countries',
  description: 'Seen by a rule',
  tags: [],
  owner: 'cases',
  settings: { syncAlerts: false },
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
}
