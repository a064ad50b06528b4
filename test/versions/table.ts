import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { newCase, type Method } from '../helpers/cases.js'
import { send } from '../helpers/configure.js'
import { COMMENT } from './attachments.js'

/** A Kibana of one version, as a client sees it. */
export class Client {
  readonly version: string
  readonly #kibana: RunningServer
  readonly #prefix: string

  constructor (kibana: RunningServer, prefix: string, version: string) {
    this.#kibana = kibana
    this.#prefix = prefix
    this.version = version
  }

  call (method: Method, url: string, body?: unknown) {
    return send(this.#kibana, method, this.#prefix + url, body)
  }

  /** Returns the status of a GET with only these headers. */
  async anonymousStatus (url: string, headers: Record<string, string> = {}): Promise<number> {
    return (await this.#kibana.app.inject({ url: this.#prefix + url, headers })).statusCode
  }

  /** Returns the message of a refusal, or else the status. */
  async said (method: Method, url: string, body?: unknown): Promise<unknown> {
    const answer = await this.call(method, url, body)
    return answer.status < 400 ? answer.status : answer.body.message
  }

  /** Creates a case with an owner that all versions know. */
  async make (fields: object = {}) {
    const { status, body } = await this.call('POST', '/api/cases', { ...NEW_CASE, ...fields })
    if (status !== 200) throw new Error(`the case was not created: ${JSON.stringify(body)}`)
    return body
  }

  /** Changes a case, and returns it. */
  async patch ({ id, version }: { id: string, version: string }, changes: object) {
    return (await this.call('PATCH', '/api/cases', { cases: [{ id, version, ...changes }] })).body[0]
  }

  /** Attaches something to a case, and returns the answer. */
  async attach (id: string, attachment: object = COMMENT) {
    return (await this.call('POST', `/api/cases/${id}/comments`, attachment)).body
  }

  /** Returns the message of a refused POST /api/cases, or else the status. */
  created = (fields: object) => this.said('POST', '/api/cases', { ...NEW_CASE, ...fields })

  /** Returns the message of a refused PATCH of a new case, with `ID` for its id, or else the status. */
  async patched (changes: object): Promise<unknown> {
    const { id, version } = await this.make()
    const said = await this.said('PATCH', '/api/cases', { cases: [{ id, version, ...changes }] })
    return typeof said === 'string' ? said.replaceAll(id, 'ID') : said
  }
}

/** A body of POST /api/cases for an owner that all versions know. */
export const NEW_CASE = { ...newCase, owner: 'securitySolution' }

/** A body of POST /api/actions/connector. */
export const JIRA = {
  name: 'j', connector_type_id: '.jira', config: { apiUrl: 'https://j.example', projectKey: 'P' }, secrets: { email: 'e', apiToken: 't' },
}

/** The message about missing keys. */
export const undefineds = (...keys: string[]) => keys.map(key => `Invalid value "undefined" supplied to "${key}"`).join(',')

/** Replaces a message about an unknown key, whose text differs by version, with `unknown key`. */
export const unknown = (said: unknown) => /excess properties|invalid keys/.test(String(said)) ? 'unknown key' : said

/**
 * The behavior just before a cut and from it on: name, the last version before, the first version of the cut, how to see it, and
 * both values.
 */
export type Row = readonly [
  what: string, before: string, from: string, see: (client: Client) => Promise<unknown>, old: unknown, now: unknown,
]

/** One test for each row, in a sandbox for each side of its cut. */
export function testRows (title: string, rows: readonly Row[]): void {
  t.test(title, async t => {
    const kibana = await testServer(t)
    for (const [what, before, from, see, old, now] of rows) {
      t.test(`${what} (${before} | ${from})`, async t => {
        for (const [version, value] of [[before, old], [from, now]] as const) {
          const sandbox = kibana.sandbox({ kibanaVersion: version })
          t.strictSame(await see(new Client(kibana, new URL(sandbox.url).pathname, version)), value, version)
          await sandbox.close()
        }
      })
    }
  })
}
