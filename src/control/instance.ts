import { setMaxListeners } from 'node:events'
import type { Clock } from '../kibana/clock.js'
import type { KibanaContext } from '../kibana/context.js'
import { setLicense, type License } from '../kibana/license.js'
import { Random } from '../kibana/random.js'
import { Alerts } from './alerts/alerts.js'
import { Events } from './events/events.js'
import { Webhooks } from './events/webhooks.js'
import { Faults } from './faults/faults.js'
import { Files } from './files/files.js'
import { Failures } from './failures/failures.js'
import { Incidents } from './incidents/incidents.js'
import { Journal } from './journal/journal.js'
import { Stubs } from './stubs/stubs.js'
import { exportState } from '../state/export-state.js'
import { addState, replaceState } from '../state/import-state.js'
import { readFixture, type FixtureName } from '../state/seed.js'
import { notASnapshot, Snapshot, Snapshots, type TakenSnapshot } from '../state/snapshots.js'
import type { Start } from '../state/start.js'
import type { Stub } from '../options/stub-schema.js'
import type { State } from '../state/schema.js'

interface InstanceOptions {
  /** Size of the request log. */
  readonly requestLogSize: number
  /** The option `random`; faults with a probability use it too. */
  readonly random: number | undefined
  /** The option `stubs`. */
  readonly stubs: readonly Stub[]
}

/**
 * One Kibana with its controls, behind the handle of `startServer()` and the routes under
 * `/_mock`.
 */
export class Instance {
  readonly kibana: KibanaContext
  readonly clock: Clock
  readonly files: Files
  readonly alerts: Alerts
  readonly requests: Journal
  readonly faults: Faults
  readonly stubs: Stubs
  readonly incidents: Incidents
  readonly failures: Failures
  readonly events: Events
  readonly webhooks: Webhooks
  readonly snapshots: Snapshots
  readonly #start: Start
  /** Random numbers for faults, separate from the generator of document ids. */
  readonly chance: Random
  readonly #closing = new AbortController()

  constructor (kibana: KibanaContext, start: Start, { requestLogSize, random, stubs }: InstanceOptions) {
    // Every delay, follower and slow answer adds a listener
    setMaxListeners(0, this.closing)
    this.kibana = kibana
    this.clock = kibana.clock
    this.files = new Files(kibana)
    this.alerts = new Alerts(kibana)
    this.chance = new Random(random)
    this.requests = new Journal(requestLogSize, kibana.settings.isSecure ? 'https' : 'http')
    this.faults = new Faults(this.chance)
    this.stubs = new Stubs(stubs)
    this.incidents = new Incidents(kibana)
    this.failures = new Failures(kibana)
    this.events = new Events(kibana)
    this.webhooks = new Webhooks(this.events, this.closing)
    this.snapshots = new Snapshots(kibana)
    this.#start = start
  }

  get license (): License {
    return this.kibana.license
  }

  /**
   * Changes the license, from the next request on.
   * @throws InvalidInput for an unknown license
   */
  setLicense (license: License): void {
    setLicense(this.kibana, license)
  }

  /** Aborted when this instance closes, which ends all waits. */
  get closing (): AbortSignal {
    return this.#closing.signal
  }

  /**
   * Returns to the state at the start: documents, ids, license, clock, faults, failures, stubs, request log. Sessions end; the
   * users, profiles, API keys and tokens created by requests are removed; snapshots and webhooks stay.
   */
  reset (): void {
    this.#start.filled.putBack(this.kibana)
    this.kibana.externalSystems.reset()
    this.clock.reset()
    this.kibana.tasks.restart()
    this.faults.reset()
    this.stubs.reset()
    this.requests.reset()
    this.kibana.security.reset()
  }

  /** Exports all documents and the license, sharing the documents. Secrets of connectors are left out. */
  exportState (): State {
    this.kibana.tasks.runDue()
    return exportState(this.kibana)
  }

  /**
   * Replaces all documents.
   * @throws InvalidInput that names the place and what was expected; then nothing has changed
   */
  importState (state: State): void {
    this.events.quietly(() => replaceState(this.kibana, state, this.#start.bare))
  }

  /**
   * Adds the documents of a state, or of a fixture by its name.
   * @throws InvalidInput that names the place and what was expected; then nothing has changed
   */
  seed (state: State | FixtureName): void {
    this.events.quietly(() => addState(this.kibana, typeof state === 'string' ? readFixture(state) : state))
  }

  /**
   * Returns to a snapshot.
   * @throws NotFoundError for an unknown name, InvalidInput for anything that is not a snapshot
   */
  restore (snapshot: TakenSnapshot | string): void {
    const found = typeof snapshot === 'string' ? this.snapshots.get(snapshot) : snapshot
    if (!(found instanceof Snapshot)) throw notASnapshot(found)
    found.putBack(this.kibana)
  }

  /** Ends all waits: delays and followers stop, calls that wait for requests are rejected with `why`. */
  dispose (why: Error): void {
    this.#closing.abort()
    this.requests.dispose(why)
    this.kibana.externalSystems.close()
  }
}
