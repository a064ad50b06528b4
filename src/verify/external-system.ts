import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from '../kibana-client/json.js'
import { decodeText } from './answer.js'

interface Reply { readonly status: number, readonly body?: Json }
interface Request { readonly method: string, readonly path: string, readonly body: Json | undefined }

/** A time in Jira's format. */
const TIME = '2025-01-01T00:00:00.000+0000'
const reply = (status: number, body?: Json): Reply => ({ status, ...(body !== undefined && { body }) })
const REFUSAL = reply(400, { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } })

/** The option `externalServices` for the local server, which makes it send the same requests as Kibana. */
export const LIVE_SERVICES = { '.jira': 'live', '.cases-webhook': 'live', '.webhook': 'live' } as const

/** The external system of one Kibana. It numbers issues and tickets from 1, and records all requests. */
export class ExternalSystem {
  /** The URL at which the Kibana reaches it. */
  readonly url: string
  #received: Json[] = []
  #issues = 0

  constructor (url: string) {
    this.url = url
  }

  /** The requests since the last reset, oldest first. */
  get received (): Json {
    return this.#received
  }

  reset (): void {
    this.#received = []
    this.#issues = 0
  }

  /** Answers a request; `path` is relative to the system's URL. */
  answer (request: Request, authorization: string | undefined): Reply {
    const { method, path, body = null } = request
    this.#received.push({ method, path, authorization: authorization ?? null, body })
    const [, rest = ''] = /^\/broken(\/.*)$/.exec(path) ?? []
    if (rest !== '') return method === 'GET' ? reply(200, {}) : REFUSAL
    return this.#jira(method, path) ?? this.#tickets(method, path) ?? reply(path === '/message' ? 200 : 404, {})
  }

  /** Answers the part of Jira's REST API that a push uses. */
  #jira (method: string, path: string): Reply | undefined {
    if (path === '/rest/capabilities') {
      return reply(200, { capabilities: { 'list-project-issuetypes': path, 'list-issuetype-fields': path } })
    }
    const [, rest] = /^\/rest\/api\/2\/issue(.*)$/.exec(path) ?? []
    if (rest === undefined) return undefined
    if (method === 'POST' && rest === '') return reply(201, this.#issue(++this.#issues))
    const [, id, comment] = /^\/(\d+)(\/comment)?$/.exec(rest) ?? []
    if (comment !== undefined) return reply(201, { id: '1', created: TIME })
    if (id !== undefined) return method === 'PUT' ? reply(204) : reply(200, this.#issue(Number(id)))
    const types = [{ id: '10006', name: 'Task' }]
    // Until 8.16 Kibana reads `values`, as Data Center names them
    if (rest.endsWith('/issuetypes')) return reply(200, { issueTypes: types, values: types })
    const summary = { fieldId: 'summary', name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } }
    return rest.includes('/issuetypes/') ? reply(200, { fields: [summary], values: [summary] }) : undefined
  }

  #issue (number: number): Json {
    return { id: String(number), key: `KCM-${number}`, fields: { summary: 'A summary', created: TIME, updated: TIME } }
  }

  /** Answers like a custom ticket system, for a cases webhook. */
  #tickets (method: string, path: string): Reply | undefined {
    const [, id, comments] = /^\/tickets(?:\/(\d+)(\/comments)?)?$/.exec(path) ?? []
    if (!path.startsWith('/tickets')) return undefined
    if (comments !== undefined) return reply(201, {})
    const number = id ?? String(method === 'POST' ? ++this.#issues : 0)
    return reply(200, { id: number, title: `Ticket ${number}` })
  }
}

/** The external systems of several Kibanas, on one port. */
export class ExternalSystems {
  readonly #server: Server
  readonly #systems = new Map<string, ExternalSystem>()

  constructor () {
    this.#server = createServer(async (request, response) => {
      const { status, body } = await this.#answer(request)
      response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' })
      response.end(body === undefined ? '' : JSON.stringify(body))
    })
  }

  /** Listens on a port (by default any free one), on all addresses unless `host` is local. */
  async listen (host: string, port = 0): Promise<void> {
    const isLocal = /^(?:localhost$|127\.|\[::1\])/.test(host)
    await once(this.#server.listen({ port, ...(isLocal && { host: host.replace(/[[\]]/g, '') }) }), 'listening')
  }

  /** Adds a system that a Kibana reaches at this host. */
  open (name: string, host: string): ExternalSystem {
    const system = new ExternalSystem(`http://${host}:${this.port}/${name}`)
    this.#systems.set(name, system)
    return system
  }

  get port (): number {
    return (this.#server.address() as AddressInfo).port
  }

  close (): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer (request: IncomingMessage): Promise<Reply> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const [, name = '', path = ''] = /^\/([^/]*)(.*)$/.exec(request.url!) ?? []
    const asked = { method: request.method!, path, body: decodeText(Buffer.concat(chunks).toString()) }
    return this.#systems.get(name)?.answer(asked, request.headers.authorization) ?? reply(404)
  }
}
