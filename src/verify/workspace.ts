import { CannotRun } from '../kibana-client/cannot-run.js'
import type { Received, Send, Sent } from '../kibana-client/exchange.js'
import { parse } from '../kibana-client/ask.js'
import { limitedUser, type Client } from './request.js'
import { newCase } from './scenarios/bodies.js'

/** The user who sends the requests, as in the documents they create. */
export interface User {
  readonly username: string | null
  readonly full_name?: string | null
  readonly email?: string | null
  readonly profile_uid?: string
}

/** Documents that scenarios create: the request that creates one, and the path that deletes it. */
const KINDS: readonly { method: Sent['method'], made: RegExp, path: (id: string) => string }[] = [
  { method: 'POST', made: /^\/api\/cases$/, path: id => `/api/cases?ids=${encodeURIComponent(JSON.stringify([id]))}` },
  { method: 'POST', made: /^\/api\/cases\/templates$/, path: id => `/api/cases/templates/${id}` },
  { method: 'POST', made: /^\/api\/actions\/(?:connector|action)(?:\/([^/?]+))?$/, path: id => `/api/actions/connector/${id}` },
  { method: 'POST', made: /^\/api\/spaces\/space$/, path: id => `/api/spaces/space/${id}` },
  { method: 'PUT', made: /^\/api\/security\/role\/([^/?]+)$/, path: name => `/api/security/role/${name}` },
  { method: 'POST', made: /^\/internal\/security\/users\/([^/?]+)$/, path: name => `/internal/security/users/${name}` },
]

/** Paths of the documents outside the space whose names scenarios choose. */
const besides = (space: string): readonly string[] =>
  [`/api/spaces/space/${space}-other`, `/api/security/role/${space}-role`, `/internal/security/users/${limitedUser(space)}`]

/** The id in a response; undefined if nothing was created, as in a dry run. */
const idIn = (received: Received): string | undefined => {
  const { id, templateId } = Object(parse(received))
  return id ?? templateId
}
const isSuccess = ({ status }: Received) => status >= 200 && status < 300

/**
 * A temporary space on a Kibana, and everything that scenarios create in it. It keeps track of each document to delete
 * all of them: after each scenario, so that the next one starts empty, and at the end.
 */
export class Workspace {
  readonly #send: Send
  readonly #client: Client
  readonly #signal: AbortSignal | undefined
  /** Paths of documents to delete. */
  readonly #left = new Set<string>()
  #isMade = false
  #isConfigured = false

  constructor (send: Send, client: Client, signal?: AbortSignal) {
    this.#send = send
    this.#client = client
    this.#signal = signal
  }

  /**
   * Creates the space. Reads the user from a temporary case.
   * @throws CannotRun if the space exists, or another document that scenarios would overwrite, or the user may not create it
   */
  async make (): Promise<User> {
    for (const path of besides(this.#client.space)) {
      const { status } = await this.#send(this.#request('GET', path, undefined, ''))
      if (status === 200) throw new CannotRun(`${path} already exists, and would be removed: name another space with --space`)
    }
    await this.#makeSpace()
    const answer = await this.send(this.#request('POST', '/api/cases', newCase()))
    const { created_by: user, message } = Object(parse(answer))
    if (!isSuccess(answer)) throw new CannotRun(`a case can't be created: ${answer.status} ${message}`)
    await this.tidy()
    return user
  }

  /** Sends a request of a scenario. */
  readonly send: Send = async sent => {
    if (this.#signal?.aborted) throw new CannotRun('interrupted')
    const received = await this.#send(sent)
    if (isSuccess(received)) this.#remember(sent, received)
    return received
  }

  /** Deletes everything created so far. */
  async tidy (): Promise<void> {
    for (const path of this.#left) if (await this.#remove(path) === undefined) this.#left.delete(path)
    // A configuration can only be deleted together with its space
    if (!this.#isConfigured) return
    const problem = await this.#remove(this.#spacePath)
    if (problem !== undefined) throw new CannotRun(`the space ${this.#client.space} can't be removed: ${problem}`)
    await this.#makeSpace()
    this.#isConfigured = false
  }

  /** Deletes everything, including the space. Returns a line for each document that could not be deleted. */
  async remove (): Promise<string[]> {
    if (!this.#isMade) return []
    // Documents created by a request whose response was lost have known names
    const problems = []
    for (const path of new Set([...this.#left, ...besides(this.#client.space), this.#spacePath])) {
      const problem = await this.#remove(path)
      if (problem !== undefined) problems.push(`DELETE ${path}: ${problem}`)
    }
    return problems
  }

  get #spacePath (): string {
    return `/api/spaces/space/${this.#client.space}`
  }

  #request (method: Sent['method'], path: string, body?: object, space = `/s/${this.#client.space}`): Sent {
    const { authorization } = this.#client
    return {
      method,
      path: `${space}${path}`,
      headers: {
        'kbn-xsrf': 'true',
        'x-elastic-internal-origin': 'Kibana',
        'content-type': 'application/json',
        ...(authorization !== undefined && { authorization }),
      },
      body: body && JSON.stringify(body),
    }
  }

  async #makeSpace (): Promise<void> {
    const { space } = this.#client
    const wasMade = this.#isMade
    // If the second request gets no answer, the space may still have been created, and has to be removed
    this.#isMade ||= (await this.#send(this.#request('GET', this.#spacePath, undefined, ''))).status === 404
    const answer = await this.#send(this.#request('POST', '/api/spaces/space', { id: space, name: space, disabledFeatures: [] }, ''))
    this.#isMade = wasMade || isSuccess(answer)
    if (answer.status === 409) throw new CannotRun(`the space ${space} already exists: name another with --space`)
    if (!isSuccess(answer)) throw new CannotRun(`the space ${space} can't be created: ${answer.status} ${Object(parse(answer)).message}`)
  }

  /** Returns the problem, if there is one. */
  async #remove (path: string): Promise<string | undefined> {
    const isGlobal = /^\/(?:api|internal)\/(?:spaces|security)\//.test(path)
    try {
      const answer = await this.#send(this.#request('DELETE', path, undefined, isGlobal ? '' : undefined))
      return isSuccess(answer) || answer.status === 404 ? undefined : `${answer.status} ${Object(parse(answer)).message}`
    } catch (error) {
      return (error as Error).message
    }
  }

  #remember ({ method, path }: Sent, received: Received): void {
    const bare = path.replace(/^\/s\/[^/]+/, '')
    if (method === 'POST' && bare === '/api/cases/configure') this.#isConfigured = true
    for (const { method: makes, made, path: pathOf } of KINDS) {
      const match = method === makes ? made.exec(bare) : null
      const id = match && (match[1] ?? idIn(received))
      if (id) this.#left.add(pathOf(id))
    }
  }
}
