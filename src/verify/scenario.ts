import type { Lifespan } from '../versions/cuts.js'

/** A file of an upload. */
export interface Upload {
  readonly name: string
  readonly content: string
  /** Further fields of the form. */
  readonly fields?: Readonly<Record<string, string>>
}

/** The expected answer, and how later steps refer to it. */
export interface Expected {
  /** The name of the answer: `{created.id}` in a later step is the id in the answer named `created`. */
  readonly as?: string
  /** 200 unless given, and 204 for DELETE. */
  readonly status?: number
  /** The whole message of an error. */
  readonly message?: string
  /** Headers beside the usual ones; null leaves a usual one out. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Credentials other than the user's: none, unknown ones, or those of the user that the scenario makes as `{space}-user`. */
  readonly user?: 'anonymous' | 'stranger' | 'limited'
}

/**
 * One request of a scenario and its answer. Texts such as `{created.id}` in path, body and message are values of earlier answers;
 * `{space}` is the id of the space, `{password}` a password for the user that a scenario makes, `{system}` the URL of the external
 * system.
 */
export interface Step extends Expected {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query, without base path and space. */
  readonly path: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is, in place of a JSON body. */
  readonly text?: string
  readonly upload?: Upload
  /** Only prepares: its answer is proven elsewhere, so no more than its status is compared. */
  readonly given?: true
  /** The answer is a list that may hold documents of others: only those of earlier answers are compared. */
  readonly own?: true
  /** Nothing is sent: the answer is the list of requests that the external system has received in this scenario. */
  readonly received?: true
}

/** A sequence of requests that establishes one fact about Kibana, in the versions of its lifespan. */
export interface Scenario extends Lifespan {
  /** The fact, as a claim. */
  readonly establishes: string
  /** Page and section of the reference, where Kibana's own sources are named. */
  readonly source: string
  readonly steps: readonly Step[]
  /** It needs a server with users. */
  readonly needsSecurity?: true
  /** It executes connectors: it needs an external system that the Kibana reaches. */
  readonly needsExternalSystem?: true
}

/** Scenarios about one part of Kibana. */
export interface Area {
  /** As `--only` takes it. */
  readonly name: string
  readonly scenarios: readonly Scenario[]
}

/** The name of an answer in texts and roles: its own, or its number. */
export const labelOf = ({ as }: Step, index: number): string => as ?? String(index + 1)

export const get = (path: string, expected: Expected = {}): Step => ({ method: 'GET', path, ...expected })
export const post = (path: string, body: unknown, expected: Expected = {}): Step => ({ method: 'POST', path, body, ...expected })
export const put = (path: string, body: unknown, expected: Expected = {}): Step => ({ method: 'PUT', path, body, ...expected })
export const patch = (path: string, body: unknown, expected: Expected = {}): Step => ({ method: 'PATCH', path, body, ...expected })
export const remove = (path: string, expected: Expected = {}): Step => ({ method: 'DELETE', path, ...expected })

/** A step that only prepares. */
export const given = (step: Step): Step => ({ ...step, given: true })

/** A step whose answer may hold documents of others. */
export const own = (step: Step): Step => ({ ...step, own: true })

/** The requests that the external system has received. */
export const received: Step = { method: 'GET', path: '{system}', received: true }
