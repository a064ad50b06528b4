import type { Clock } from '../clock.js'
import type { KibanaContext } from '../context.js'
import type { StoreSnapshot } from '../store/store.js'
import { setLicense, type License } from '../licence.js'
import { printValue } from './describe-schema.js'
import { UnknownThing } from './errors.js'
import { exportState } from './export-state.js'
import { addState, replaceState } from './import-state.js'
import { Files } from './files.js'
import { Incidents } from './incidents.js'
import { applySeed, type Seed } from './seed.js'
import { Snapshot, Snapshots } from './snapshots.js'
import type { State } from './state-schema.js'

/**
 * What a test can do with one Kibana besides asking it: the handle that `startServer` gives, and what the routes under `/_mock`
 * call. Each Kibana has its own.
 */
export class Control {
  readonly kibana: KibanaContext
  readonly clock: Clock
  readonly files: Files
  readonly incidents: Incidents
  readonly snapshots: Snapshots
  readonly #bare: StoreSnapshot
  readonly #start: Snapshot

  /** @throws TypeError for a seed that can't be read or makes no sense */
  constructor (kibana: KibanaContext, seed: Seed | undefined) {
    this.kibana = kibana
    this.clock = kibana.clock
    this.files = new Files(kibana)
    this.incidents = new Incidents(kibana)
    this.snapshots = new Snapshots(kibana)
    this.#bare = kibana.store.snapshot()
    applySeed(kibana, seed)
    this.#start = new Snapshot('start', kibana)
  }

  get license (): License {
    return this.kibana.license
  }

  /**
   * Gives the server another licence, from the next request on.
   * @throws TypeError for one that there is not
   */
  setLicense (license: License): void {
    setLicense(this.kibana, license)
  }

  /** Everything as it was when the server started: documents, ids, licence, clock. Named snapshots stay. */
  reset (): void {
    this.#start.putBack(this.kibana)
    this.clock.reset()
  }

  /** Everything that the server holds, its documents frozen. Importing it gives the same answers. Secrets of connectors stay here. */
  exportState (): State {
    return exportState(this.kibana)
  }

  /**
   * Puts a state in the place of everything that the server holds.
   * @throws TypeError that names the place and what was expected; then nothing has changed
   */
  importState (state: State): void {
    replaceState(this.kibana, state, this.#bare)
  }

  /**
   * Adds what a state holds.
   * @throws TypeError that names the place and what was expected; then nothing has changed
   */
  seed (state: State): void {
    addState(this.kibana, state)
  }

  /** Remembers what the server holds now, under a name if one is given. */
  snapshot (name?: string): Snapshot {
    return this.snapshots.take(name)
  }

  /**
   * Makes the server hold again what it held when the snapshot was taken.
   * @throws Error for a name that no snapshot has, TypeError for what is neither a name nor a snapshot
   */
  restore (snapshot: Snapshot | string): void {
    const found = typeof snapshot === 'string' ? this.snapshots.find(snapshot) : snapshot
    if (!found) throw new UnknownThing('snapshot', String(snapshot))
    if (!(found instanceof Snapshot)) throw new TypeError(`restore: expected what snapshot() gave, or its name, got ${printValue(found)}`)
    found.putBack(this.kibana)
  }
}
