import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { newCase } from '../helpers/cases.js'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A Kibana of one version, as a client sees it. */
export class Client {
  readonly version: string
  readonly #app: RunningServer['app']
  readonly #prefix: string

  constructor ({ app }: RunningServer, prefix: string, version: string) {
    this.#app = app
    this.#prefix = prefix
    this.version = version
  }

  async call (method: Method, url: string, body?: unknown) {
    const response = await this.#app.inject({
      method,
      url: this.#prefix + url,
      headers: {
        'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'test', ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
    return { status: response.statusCode, headers: response.headers, body: response.body === '' ? undefined : response.json() }
  }

  /** The status of a GET with only these headers. */
  async anonymousStatus (url: string, headers: Record<string, string> = {}): Promise<number> {
    return (await this.#app.inject({ url: this.#prefix + url, headers })).statusCode
  }

  /** The message of an answer that refuses, else its status. */
  async said (method: Method, url: string, body?: unknown): Promise<unknown> {
    const answer = await this.call(method, url, body)
    return answer.status < 400 ? answer.status : answer.body.message
  }

  /** A new case of an owner that all versions know. */
  async make (fields: object = {}) {
    const { status, body } = await this.call('POST', '/api/cases', { ...NEW_CASE, ...fields })
    if (status !== 200) throw new Error(`the case was not created: ${JSON.stringify(body)}`)
    return body
  }

  /** The message of a refused POST /api/cases, else its status. */
  created = (fields: object) => this.said('POST', '/api/cases', { ...NEW_CASE, ...fields })

  /** The message of a refused PATCH of a new case, with its id cut out, else the status. */
  async patched (changes: object): Promise<unknown> {
    const { id, version } = await this.make()
    const said = await this.said('PATCH', '/api/cases', { cases: [{ id, version, ...changes }] })
    return typeof said === 'string' ? said.replaceAll(id, 'ID') : said
  }
}

/** A body of POST /api/cases for an owner that all versions know. */
export const NEW_CASE = { ...newCase, owner: 'securitySolution' }

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
