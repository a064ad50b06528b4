import type { Clock } from '../kibana/clock.js'
import type { License } from '../kibana/license.js'
import type { Instance } from './instance.js'
import type { Instances } from './instances.js'
import type { EventType } from './events/event.js'
import type { EventListener } from './events/events.js'
import type { Faults } from './faults/faults.js'
import type { Files } from './files.js'
import type { Incidents } from './incidents.js'
import type { Journal } from './journal/journal.js'
import type { SandboxOptions } from './sandboxes/sandboxes.js'
import type { Snapshot } from '../state/snapshots.js'
import type { State } from '../state/schema.js'

/** What a test can do with one Kibana: a server's own, or a sandbox. */
export interface InstanceHandle {
  /** What the code under test sent. */
  readonly requests: Pick<Journal, 'all' | 'clear' | 'waitFor' | 'verify' | 'follow' | 'toHar'>
  /** What goes wrong on demand. */
  readonly faults: Pick<Faults, 'add' | 'list' | 'remove' | 'clear'>
  /** The time that this Kibana goes by. */
  readonly clock: Clock
  /** What was uploaded to cases. */
  readonly files: Files
  /** What pushes have made in the simulated external systems. */
  readonly incidents: Incidents
  /** Everything as it was when the server started: documents, ids, license, clock, faults, journal. Snapshots and webhooks stay. */
  reset (): void
  /** Everything that the server holds; a copy. Importing it gives the same answers. Secrets of connectors stay here. */
  exportState (): State
  /**
   * Puts a state in the place of everything that the server holds.
   * @throws TypeError that names the place and what was expected; then nothing has changed
   */
  importState (state: State): void
  /** Adds what a state holds. Throws as `importState` does. */
  seed (state: State): void
  /**
   * Gives the server another license, from the next request on.
   * @throws TypeError for one that there is not
   */
  setLicense (license: License): void
  /** Remembers what the server holds now, under a name if one is given. It takes no time, however much that is. */
  snapshot (name?: string): Snapshot
  /** Makes the server hold again what it held when the snapshot was taken; as often as wanted, in no time. */
  restore (snapshot: Snapshot | string): void
  /**
   * Calls for every event of these types (`'*'` for all), until the function it gives back is called.
   * @throws TypeError for a type that there is not
   */
  on (types: EventType | '*' | readonly EventType[], listener: EventListener): () => void
}

/** A whole Kibana of its own behind the port of a server. */
export interface Sandbox extends InstanceHandle, Disposable, AsyncDisposable {
  readonly id: string
  /** What its clients take for the URL of their Kibana. */
  readonly url: string
  /** Removes it, with all that it holds. */
  close (): Promise<void>
}

/** What a test can do with a server. */
export interface ServerHandle extends InstanceHandle {
  /**
   * Makes a Kibana of its own behind the same port, as the server was when it started, in no time.
   * @throws TypeError that names the place and what was expected
   */
  sandbox (options?: SandboxOptions): Sandbox
}

/** The public part of a control, as plain members: they can be taken out and passed on. */
function instanceHandle (instance: Instance): InstanceHandle {
  const { requests, faults, clock, files, incidents } = instance
  return {
    requests,
    faults,
    clock,
    files,
    incidents,
    reset: () => instance.reset(),
    // A copy: what a test does with it stays with the test
    exportState: () => structuredClone(instance.exportState()),
    importState: state => instance.importState(state),
    seed: state => instance.seed(state),
    setLicense: license => instance.setLicense(license),
    snapshot: name => instance.snapshots.take(name),
    restore: snapshot => instance.restore(snapshot),
    on: (types, listener) => instance.events.on(types, listener),
  }
}

export function serverHandle (instances: Instances): ServerHandle {
  return {
    ...instanceHandle(instances.root),
    sandbox (options) {
      const { id, path, instance } = instances.sandboxes.add(options)
      // It may be gone already, having been idle or removed over HTTP
      const remove = () => { if (instances.sandboxes.has(id, instance)) instances.sandboxes.remove(id) }
      return {
        ...instanceHandle(instance),
        id,
        url: instances.urlOf(path),
        close: async () => remove(),
        [Symbol.dispose]: remove,
        [Symbol.asyncDispose]: async () => remove(),
      }
    },
  }
}
