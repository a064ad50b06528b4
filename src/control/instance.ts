import type { Clock } from '../kibana/clock.js'
import type { KibanaContext } from '../kibana/context.js'
import { setLicense, type License } from '../kibana/license.js'
import { Random } from '../kibana/random.js'
import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { NotFoundError } from '../input/not-found-error.js'
import { Events } from './events/events.js'
import { Webhooks } from './events/webhooks.js'
import { Faults } from './faults/faults.js'
import { Files } from './files.js'
import { Failures } from './failures/failures.js'
import { Incidents } from './incidents/incidents.js'
import { Journal } from './journal/journal.js'
import { exportState } from '../state/export-state.js'
import { addState, replaceState } from '../state/import-state.js'
import { Snapshot, Snapshots } from '../state/snapshots.js'
import type { Start } from '../state/start.js'
import type { State } from '../state/schema.js'

export interface InstanceOptions {
  /** How many requests the journal keeps. */
  readonly requestLogSize: number
  /** The option `random`: faults with a probability follow it too. */
  readonly random: number | undefined
}

/**
 * What a test can do with one Kibana besides asking it: the handle that `startServer` gives, and what the routes under `/_mock`
 * call. Each Kibana has its own.
 */
export class Instance {
  readonly kibana: KibanaContext
  readonly clock: Clock
  readonly files: Files
  readonly requests: Journal
  readonly faults: Faults
  readonly incidents: Incidents
  readonly failures: Failures
  readonly events: Events
  readonly webhooks: Webhooks
  readonly snapshots: Snapshots
  readonly #start: Start
  /** Where delays and the like get their chance from: not from the ids of documents. */
  readonly chance: Random
  readonly #closing = new AbortController()

  constructor (kibana: KibanaContext, start: Start, { requestLogSize, random }: InstanceOptions) {
    this.kibana = kibana
    this.clock = kibana.clock
    this.files = new Files(kibana)
    this.chance = new Random(random)
    this.requests = new Journal(requestLogSize)
    this.faults = new Faults(this.chance)
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
   * Gives the server another license, from the next request on.
   * @throws InvalidInput for one that there is not
   */
  setLicense (license: License): void {
    setLicense(this.kibana, license)
  }

  /** Aborted when this Kibana ends: whatever waits ends with it. */
  get closing (): AbortSignal {
    return this.#closing.signal
  }

  /** Everything as it was when the server started: documents, ids, license, clock, faults, journal. Snapshots and webhooks stay. */
  reset (): void {
    this.#start.filled.putBack(this.kibana)
    this.kibana.externalSystems.reset()
    this.clock.reset()
    this.faults.reset()
    this.requests.reset()
  }

  /** Everything that the server holds, its very documents. Importing it gives the same answers. Secrets of connectors stay here. */
  exportState (): State {
    return exportState(this.kibana)
  }

  /**
   * Puts a state in the place of everything that the server holds.
   * @throws InvalidInput that names the place and what was expected; then nothing has changed
   */
  importState (state: State): void {
    this.events.quietly(() => replaceState(this.kibana, state, this.#start.bare))
  }

  /**
   * Adds what a state holds.
   * @throws InvalidInput that names the place and what was expected; then nothing has changed
   */
  seed (state: State): void {
    this.events.quietly(() => addState(this.kibana, state))
  }

  /**
   * Makes the server hold again what it held when the snapshot was taken.
   * @throws Error for a name that no snapshot has, TypeError for what is neither a name nor a snapshot
   */
  restore (snapshot: Snapshot | string): void {
    const found = typeof snapshot === 'string' ? this.snapshots.find(snapshot) : snapshot
    if (!found) throw new NotFoundError('snapshot', String(snapshot))
    if (!(found instanceof Snapshot)) throw new InvalidInput('snapshot', 'a snapshot of this server, or its name', printValue(found))
    found.putBack(this.kibana)
  }

  /** Ends whatever still waits: delays, followers, and those who wait for requests, who are told `why`. */
  dispose (why: Error): void {
    this.#closing.abort()
    this.requests.dispose(why)
    this.kibana.externalSystems.close()
  }
}
