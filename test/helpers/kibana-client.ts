import type { InjectOptions } from 'fastify'
import type { RunningServer } from '../../src/index.js'

/** One answer, its body read as JSON; `undefined` when there is none. */
export interface Answer {
  readonly status: number
  readonly body: any
  readonly headers: Readonly<Record<string, unknown>>
}

/** Sends a request to a server as Kibana's own code does, with the headers that every route takes. */
export async function send ({ app }: Pick<RunningServer, 'app'>, method: NonNullable<InjectOptions['method']>, url: string, payload?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await app.inject({
    method,
    url,
    headers: { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'test', ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  })
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json(), headers: response.headers }
}

export const NONE_CONNECTOR = { id: 'none', name: 'none', type: '.none', fields: null }

/** A body for POST /api/cases that passes, changed as wanted. */
export const newCase = (changes: object = {}) => ({
  title: 'Title',
  description: 'Description',
  tags: [],
  connector: NONE_CONNECTOR,
  settings: { syncAlerts: false },
  owner: 'cases',
  ...changes,
})

/** A case of a server, made by POST /api/cases. */
export async function createCase (kibana: Pick<RunningServer, 'app'>, changes?: object): Promise<any> {
  const { status, body } = await send(kibana, 'POST', '/api/cases', newCase(changes))
  if (status !== 200) throw new Error(`no case made: ${JSON.stringify(body)}`)
  return body
}

/** A body for POST /api/cases/configure that passes, changed as wanted. */
export const newConfiguration = (changes: object = {}) => ({ connector: NONE_CONNECTOR, closure_type: 'close-by-user', owner: 'cases', ...changes })

/** The configuration of an owner, made by POST /api/cases/configure. */
export async function configure (kibana: Pick<RunningServer, 'app'>, changes?: object): Promise<any> {
  const { status, body } = await send(kibana, 'POST', '/api/cases/configure', newConfiguration(changes))
  if (status !== 200) throw new Error(`not configured: ${JSON.stringify(body)}`)
  return body
}

export const badRequest = (message: string) => ({ statusCode: 400, error: 'Bad Request', message })

/** A clock that stands still until the test moves it. */
export class HandClock {
  #time: number

  constructor (start = '2025-06-01T10:00:00.000Z') {
    this.#time = Date.parse(start)
  }

  now (): Date {
    return new Date(this.#time)
  }

  tick (milliseconds = 1000): void {
    this.#time += milliseconds
  }
}
