import { checkInput } from '../input/check-input.js'
import type { Clock } from '../kibana/clock.js'
import type { License } from '../kibana/license.js'
import type { Snapshots, TakenSnapshot } from '../state/snapshots.js'
import type { State } from '../state/schema.js'
import type { FixtureName } from '../state/seed.js'
import type { Alerts } from './alerts/alerts.js'
import { dueOf, type DueItem } from './clock/due.js'
import type { EventType } from './events/event.js'
import type { EventListener } from './events/events.js'
import type { Webhooks } from './events/webhooks.js'
import type { Failures } from './failures/failures.js'
import type { Faults } from './faults/faults.js'
import type { Files } from './files/files.js'
import { healthOf, type Health } from './health.js'
import type { Incidents } from './incidents/incidents.js'
import type { Instance } from './instance.js'
import type { Journal } from './journal/journal.js'
import { WaitTimeSchema, type WaitTime } from './journal/wait-options.js'
import { PRESETS, type Presets } from './presets.js'
import type { Stubs } from './stubs/stubs.js'
import { listUsers, type ListedUsers } from './users/users.js'

/** The controls of one Kibana: a server's own, or a sandbox. Everything here is also a route under `/_mock`. */
export interface InstanceHandle {
  /** The requests of the code under test. */
  readonly requests: Pick<Journal, 'all' | 'clear' | 'waitFor' | 'verify' | 'follow' | 'toHar'>
  /** Faults in HTTP: error responses, delays, broken connections. */
  readonly faults: Pick<Faults, 'add' | 'list' | 'remove' | 'clear'>
  /** Answers for paths that this Kibana does not have. */
  readonly stubs: Pick<Stubs, 'add' | 'list' | 'remove' | 'clear'>
  /** Failures of external systems. */
  readonly failures: Failures
  /** The clock of this Kibana. */
  readonly clock: Clock
  /** The files uploaded to cases. */
  readonly files: Files
  /** Alert documents, which cases attach and whose status they update. */
  readonly alerts: Alerts
  /** The records that pushes have created in external systems. */
  readonly incidents: Incidents
  /** Receivers of case events. */
  readonly webhooks: Pick<Webhooks, 'add' | 'list' | 'remove' | 'clear'>
  /** Snapshots saved under an id. */
  readonly snapshots: Pick<Snapshots, 'add' | 'list' | 'remove' | 'clear'>
  /**
   * Waits until the server answers; in the same process, it already does.
   * @returns its version and time
   * @throws TimeoutError if it does not answer in time, 30 seconds by default; InvalidInput for an invalid option
   * @example
   * const { kibanaVersion } = await kibana.ready({ timeout: '10s' })
   */
  ready (options?: WaitTime): Promise<Health>
  /**
   * Returns to the state at the start: documents, ids, license, clock, faults, failures, stubs, request log. Snapshots and webhooks stay.
   * @example
   * afterEach(() => kibana.reset())
   */
  reset (): void
  /**
   * Exports a copy of all documents and the license, without secrets. Imported here, it restores the same answers; on another server,
   * connectors lack their secrets.
   * @example
   * writeFileSync('state.json', JSON.stringify(kibana.exportState()))
   */
  exportState (): State
  /**
   * Replaces all documents.
   * @throws InvalidInput that names the place and what was expected; then nothing has changed
   * @example
   * kibana.importState(JSON.parse(readFileSync('state.json', 'utf8')))
   */
  importState (state: State): void
  /**
   * Adds documents: those of a state, or of a fixture by its name (`'demo'`, `'docs-examples'`).
   * @throws InvalidInput that names the place and what was expected; then nothing has changed
   * @example
   * kibana.seed({ cases: [{ title: 'Login from two countries', status: 'in-progress' }] })
   */
  seed (state: State | FixtureName): void
  /**
   * Lists the presets of faults and failures, each with its source.
   * @example
   * for (const { name, description } of kibana.presets().faults) console.log(`${name}: ${description}`)
   */
  presets (): Presets
  /**
   * Lists the users, without their passwords, and whether security is on.
   * @example
   * const [{ username, roles }] = kibana.users().users
   */
  users (): ListedUsers
  /**
   * Lists the events that will happen as time passes, soonest first: cases get their `incremental_id`; sessions, access tokens and API
   * keys expire.
   * @example
   * const numbering = kibana.due().find(({ type }) => type === 'incremental_ids')
   * if (numbering) kibana.clock.set(numbering.at)
   */
  due (): DueItem[]
  /**
   * Returns the current license.
   * @example
   * assert.equal(kibana.license(), 'basic')
   */
  license (): License
  /**
   * Changes the license, from the next request on.
   * @throws InvalidInput for an unknown license
   * @example
   * kibana.setLicense('basic')
   */
  setLicense (license: License): void
  /**
   * Takes a snapshot in constant time; saved under a name if given.
   * @throws InvalidInput for an invalid name
   * @example
   * const before = kibana.snapshot()
   * kibana.restore(before)
   */
  snapshot (name?: string): TakenSnapshot
  /**
   * Returns to a snapshot in constant time, as often as you like.
   * @throws NotFoundError for an unknown name, InvalidInput for anything that is not a snapshot
   * @example
   * kibana.restore('two cases')
   */
  restore (snapshot: TakenSnapshot | string): void
  /**
   * Calls the listener for every event of these types (`'*'` for all). Listeners run before the response is sent.
   * @returns a function that removes the listener
   * @throws InvalidInput for an unknown type, or none
   * @example
   * kibana.on('case.pushed', event => console.log(event.case.id))
   */
  on (types: EventType | '*' | readonly (EventType | '*')[], listener: EventListener): () => void
}

export function instanceHandle (instance: Instance): InstanceHandle {
  const { requests, faults, stubs, failures, clock, files, alerts, incidents, webhooks, snapshots } = instance
  return {
    requests,
    faults,
    stubs,
    failures,
    clock,
    files,
    alerts,
    incidents,
    webhooks,
    snapshots,
    ready: async (options = {}) => {
      checkInput(WaitTimeSchema, options, 'options')
      return healthOf(instance.kibana)
    },
    reset: () => instance.reset(),
    // A copy, so that changes to it stay outside
    exportState: () => structuredClone(instance.exportState()),
    importState: state => instance.importState(state),
    seed: state => instance.seed(state),
    presets: () => structuredClone(PRESETS),
    users: () => listUsers(instance.kibana),
    due: () => dueOf(instance.kibana),
    license: () => instance.license,
    setLicense: license => instance.setLicense(license),
    snapshot: name => snapshots.take(name),
    restore: snapshot => instance.restore(snapshot),
    on: (types, listener) => instance.events.on(types, listener),
  }
}
