// All requests to the control routes; no other module knows their paths.
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
import { openControl, type ControlOptions } from './reach.js'

export { address, AnswerError, basePathOf, exchange, needsToken, sandbox, token, type Exchange } from './reach.js'
export { currentUser, inSpace, INTERNAL, kibana, kibanaPath, logIn, PAGE_HEADER, sendToKibana } from './kibana-api.js'

async function control<Answer> (path: string, options?: ControlOptions): Promise<Answer> {
  const response = await openControl(path, options)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

/**
 * Opens a stream of events.
 * @returns once the server has begun to send, so that no later event is missed; `end` settles when the stream ends
 */
async function follow (path: string, signal: AbortSignal, hear: (data: unknown) => void): Promise<{ readonly end: Promise<void> }> {
  const end = readEvents(await openControl(path, { signal }), hear)
  // The caller gets the error from `end`
  end.catch(() => {})
  return { end }
}

const send = (method: string, body?: unknown): ControlOptions => ({ method, ...(body !== undefined && { body }) })
const id = encodeURIComponent

/** Faults, failures or stubs: the same four verbs for each. */
const rules = <Listed, Sent>(kind: 'faults' | 'failures' | 'stubs') => ({
  list: async () => (await control<Record<typeof kind, Listed[]>>(kind))[kind],
  add: (rule: Sent) => control<Listed>(kind, send('POST', rule)),
  remove: (name: string) => control<void>(`${kind}/${id(name)}`, send('DELETE')),
  clear: () => control<void>(kind, send('DELETE')),
})

/** The control routes. */
export const mock = {
  /** @param of null for the server's own Kibana; by default the one that is shown */
  health: (of?: null) => control<Health>('health', of === null ? { of } : {}),
  requests: async () => (await control<{ requests: Request[] }>('requests')).requests,
  /** The number of the newest request; 0 without one. */
  newestRequest: async () => (await control<{ requests: Request[] }>('requests?limit=1&order=desc')).requests[0]?.id ?? 0,
  followRequests: (signal: AbortSignal, hear: (request: Request) => void) =>
    follow('requests?follow=true', signal, data => hear(data as Request)),
  followEvents: (signal: AbortSignal, hear: (event: CaseEvent) => void) => follow('events', signal, data => hear(data as CaseEvent)),
  har: async () => (await openControl('requests?format=har')).text(),
  state: () => control<ServerState>('state'),
  importState: (state: unknown) => control<void>('state', send('PUT', state)),
  /** Adds a state, or a fixture by its name. */
  seed: (state: unknown) => control<void>('seed', send('POST', state)),
  reset: () => control<void>('reset', send('POST')),
  snapshots: async () => (await control<{ snapshots: Snapshot[] }>('snapshots')).snapshots,
  takeSnapshot: (name: string) => control<Snapshot>('snapshots', send('POST', name === '' ? {} : { id: name })),
  restoreSnapshot: (name: string) => control<void>(`snapshots/${id(name)}/restore`, send('POST')),
  removeSnapshot: (name: string) => control<void>(`snapshots/${id(name)}`, send('DELETE')),
  clock: () => control<ClockState>('clock'),
  due: async () => (await control<{ due: DueItem[] }>('clock/due')).due,
  setClock: (change: Partial<ClockState>) => control<ClockState>('clock', send('PUT', change)),
  advanceClock: (by: string) => control<ClockState>('clock/advance', send('POST', { by })),
  faults: rules<ListedRule, Rule>('faults'),
  failures: rules<Failure, object>('failures'),
  stubs: rules<Stub, object>('stubs'),
  presets: () => control<Presets>('presets'),
  /** The records that pushes created. Records planned by a seed are left out: they do not exist yet. */
  incidents: async () => (await control<{ incidents: Incident[] }>('incidents')).incidents.filter(({ planned }) => !planned),
  refusedPushes: async () => (await control<{ refused: RefusedPush[] }>('incidents/refused')).refused,
  fileBytes: async (file: string) => (await openControl(`files/${id(file)}`)).blob(),
  sandboxes: async () => (await control<{ sandboxes: Sandbox[] }>('sandboxes', { of: null })).sandboxes,
  makeSandbox: (options: Record<string, unknown>) => control<Sandbox>('sandboxes', { ...send('POST', options), of: null }),
  removeSandbox: (name: string) => control<void>(`sandboxes/${id(name)}`, { ...send('DELETE'), of: null }),
  users: () => control<Users>('users'),
  openApi: () => control<OpenApi>('openapi.json'),
}

/** An OpenAPI document, as far as the page reads it. */
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}
