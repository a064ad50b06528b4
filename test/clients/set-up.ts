import type { ServerOptions } from '../../src/index.js'

/** A request of a client, and what it needs from the response. `{name}` is a value kept by an earlier step. */
export interface Step {
  readonly to?: 'elasticsearch'
  readonly ask: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  readonly status: number
  /** The part of the response that the client reads. */
  readonly reads?: object | readonly unknown[]
  /** Names of values to keep from the response, with their paths. */
  readonly keeps?: Readonly<Record<string, string>>
}

/** The set-up of a public client: its requests before and beside the Cases API. */
export interface SetUp {
  readonly client: string
  readonly options?: ServerOptions
  /** Headers of every step: the credentials. */
  readonly headers?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

export const basic = (username: string, password = 'test') => ({ authorization: `Basic ${btoa(`${username}:${password}`)}` })
export const asElastic = basic('elastic')
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
