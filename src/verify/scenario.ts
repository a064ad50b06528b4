import type { Lifespan } from '../versions/cuts.js'

/** A file to upload. */
export interface Upload {
  readonly name: string
  readonly content: string
  /** Additional form fields. */
  readonly fields?: Readonly<Record<string, string>>
}

/** The expected response, and its name for later steps. */
export interface Expected {
  /** The name of the response: `{created.id}` in a later step is the id in the response named `created`. */
  readonly as?: string
  /** 200 by default, 204 for DELETE. */
  readonly status?: number
  /** The whole message of an error. */
  readonly message?: string
  /** Headers in addition to the usual ones; null omits a usual one. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Credentials other than the user's: none, unknown ones, or those of the user `{space}-user` that the scenario creates. */
  readonly user?: 'anonymous' | 'stranger' | 'limited'
}

/**
 * One request of a scenario and its expected response. Texts such as `{created.id}` in path, body and message refer to earlier responses;
 * `{space}` is the id of the space, `{password}` a password for a user that the scenario creates, `{system}` the URL of the external
 * system.
 */
export interface Step extends Expected {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query, without base path and space. */
  readonly path: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent unchanged, in place of a JSON body. */
  readonly text?: string
  readonly upload?: Upload
  /** A preparation: another scenario proves its response, so only its status is compared. */
  readonly given?: true
  /** The response is a list that may contain other documents: only those from earlier responses are compared. */
  readonly own?: true
  /** Sends nothing: the response is the list of requests that the external system received in this scenario. */
  readonly received?: true
}

/** A sequence of requests that establishes one fact about Kibana, in the versions of its lifespan. */
export interface Scenario extends Lifespan {
  /** The fact, as a claim. */
  readonly establishes: string
  /** Page and section of the reference, which names Kibana's own sources. */
  readonly source: string
  readonly steps: readonly Step[]
  /** Whether it needs a server with users. */
  readonly needsSecurity?: true
  /** Whether it executes connectors, which needs an external system that Kibana can reach. */
  readonly needsExternalSystem?: true
}

/** Scenarios about one part of Kibana. */
export interface Area {
  /** The name for `--only`. */
  readonly name: string
  readonly scenarios: readonly Scenario[]
}

/** The name of a response in texts and placeholders: its own, or its number. */
export const labelOf = ({ as }: Step, index: number): string => as ?? String(index + 1)

export const get = (path: string, expected: Expected = {}): Step => ({ method: 'GET', path, ...expected })
export const post = (path: string, body: unknown, expected: Expected = {}): Step => ({ method: 'POST', path, body, ...expected })
export const put = (path: string, body: unknown, expected: Expected = {}): Step => ({ method: 'PUT', path, body, ...expected })
export const patch = (path: string, body: unknown, expected: Expected = {}): Step => ({ method: 'PATCH', path, body, ...expected })
export const remove = (path: string, expected: Expected = {}): Step => ({ method: 'DELETE', path, ...expected })

/** Marks a step as a preparation. */
export const given = (step: Step): Step => ({ ...step, given: true })

/** Marks a step whose response may contain other documents. */
export const own = (step: Step): Step => ({ ...step, own: true })

/** Lists the requests that the external system received. */
export const received: Step = { method: 'GET', path: '{system}', received: true }
