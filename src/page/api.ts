// All requests to the control routes; no other module knows their paths.
import { camelKeys } from './domain/camel-keys.js'
import type {
  CaseEvent,
  ClockState,
  DueItem,
  Failure,
  Health,
  Incident,
  ListedRule,
  Presets,
  RefusedPush,
  Request,
  Rule,
  Sandbox,
  ServerState,
  Snapshot,
  Stub,
  Users,
} from './types.js'
import { readEvents } from './event-stream.js'
import { AnswerError, openControl, type ControlOptions } from './reach.js'

export { address, AnswerError, needsToken, rootOf, sandbox, token } from './reach.js'
export { currentUser, INTERNAL, kibana, kibanaPath, logIn, PAGE_HEADER, sendToKibana, type KibanaAnswer } from './kibana-api.js'

async function control<Answer> (path: string, options?: ControlOptions): Promise<Answer> {
  const response = await openControl(path, options)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

/**
 * Opens a stream of events.
 * @returns its end, once the server has begun to send: no event from then on is missed
 */
async function follow (path: string, signal: AbortSignal, hear: (data: unknown) => void): Promise<{ readonly end: Promise<void> }> {
  const end = readEvents(await openControl(path, { signal }), hear)
  // The caller gets the error from `end`
  end.catch(() => {})
  return { end }
}

/** Undefined if the server lacks the route. */
async function optional<Answer> (ask: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask
  } catch (error) {
    if (error instanceof AnswerError && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
}

const send = (method: string, body?: unknown): ControlOptions => ({ method, ...(body !== undefined && { body }) })
const list = async <Item>(path: string, key: string, of?: string | null) => {
  const answer = await optional(control<Record<string, Item[]>>(path, of === undefined ? {} : { of }))
  return answer?.[key]
}
const id = encodeURIComponent

/** Faults, failures or stubs: the same four verbs for each. */
const rules = <Listed, Sent>(path: string) => ({
  /** Undefined if the server does not support that kind. */
  list: async () => (await list<Listed>(path, path))?.map(rule => camelKeys(rule) as Listed),
  add: (rule: Sent) => control<Listed>(path, send('POST', rule)),
  remove: (name: string) => control<void>(`${path}/${id(name)}`, send('DELETE')),
  clear: () => control<void>(path, send('DELETE')),
})

/** The control routes. */
export const mock = {
  health: (of?: string | null) => control<Health>('health', of === undefined ? {} : { of }),
  requests: async (of?: string | null) => (await list<Request>('requests', 'requests', of)) ?? [],
  /** The number of the newest request; undefined if the server can't return it alone. */
  newestRequest: async () => {
    const answer = await optional(control<{ requests: Request[] }>('requests?limit=1&order=desc'))
    return answer && (answer.requests[0]?.id ?? 0)
  },
  followRequests: (signal: AbortSignal, hear: (request: Request) => void) =>
    follow('requests?follow=true', signal, data => hear(data as Request)),
  followEvents: (signal: AbortSignal, hear: (event: CaseEvent) => void) => follow('events', signal, data => hear(data as CaseEvent)),
  clearRequests: () => control<void>('requests', send('DELETE')),
  har: async () => (await openControl('requests?format=har')).text(),
  state: (of?: string | null) => control<ServerState>('state', of === undefined ? {} : { of }),
  importState: (state: unknown) => control<void>('state', send('PUT', state)),
  /** Adds a state, or a fixture by its name. */
  seed: (state: unknown) => control<void>('seed', send('POST', state)),
  reset: () => control<void>('reset', send('POST')),
  snapshots: async () => (await list<Snapshot>('snapshots', 'snapshots')) ?? [],
  takeSnapshot: (name: string) => control<Snapshot>('snapshots', send('POST', name === '' ? {} : { id: name })),
  restoreSnapshot: (name: string) => control<void>(`snapshots/${id(name)}/restore`, send('POST')),
  removeSnapshot: (name: string) => control<void>(`snapshots/${id(name)}`, send('DELETE')),
  clock: (of?: string | null) => control<ClockState>('clock', of === undefined ? {} : { of }),
  due: async () => (await list<DueItem>('clock/due', 'due')) ?? [],
  setClock: (change: Partial<ClockState>) => control<ClockState>('clock', send('PUT', change)),
  advanceClock: (by: string) => control<ClockState>('clock/advance', send('POST', { by })),
  faults: rules<ListedRule, Rule>('faults'),
  failures: rules<Failure, object>('failures'),
  stubs: rules<Stub, object>('stubs'),
  presets: () => control<Presets>('presets'),
  incidents: async () => ((await list<object>('incidents', 'incidents')) ?? []).map(incident => camelKeys(incident) as Incident),
  refusedPushes: async () =>
    ((await list<object>('incidents/refused', 'refused')) ?? []).map(push => camelKeys(push) as RefusedPush),
  fileBytes: async (file: string) => (await openControl(`files/${id(file)}`)).blob(),
  sandboxes: async () => (await optional(control<{ sandboxes: Sandbox[] }>('sandboxes', { of: null })))?.sandboxes ?? [],
  makeSandbox: (options: Record<string, unknown>) => control<Sandbox>('sandboxes', { ...send('POST', options), of: null }),
  removeSandbox: (name: string) => control<void>(`sandboxes/${id(name)}`, { ...send('DELETE'), of: null }),
  users: async () => (await optional(control<Users>('users'))) ?? { security: false, users: [] },
  license: () => control<{ license: string }>('license'),
  openApi: () => control<OpenApi>('openapi.json'),
  alerts: async () => list<{ id: string; index: string; source?: Record<string, unknown> }>('alerts', 'alerts'),
}

/** An OpenAPI document, as far as the page reads it. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}
