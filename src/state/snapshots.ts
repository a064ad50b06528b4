import { Type, type Static } from '@sinclair/typebox'
import { checkInput } from '../input/check-input.js'
import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import type { KibanaContext } from '../kibana/context.js'
import type { License } from '../kibana/license.js'
import type { StoreSnapshot } from '../store/store.js'
import { NotFoundError } from '../input/not-found-error.js'
import { IdSeries } from '../input/id-series.js'

/** The result of taking a snapshot. */
export interface TakenSnapshot {
  /** Its name, or a generated one. */
  readonly id: string
}

/** Options of a saved snapshot. */
export const NewSnapshotSchema = Type.Object({
  id: Type.Optional(Type.String({
    minLength: 1, description: 'generated if absent; an older snapshot with this id is replaced', examples: ['two cases'],
  })),
}, { additionalProperties: false, examples: [{ id: 'after-login' }] })
export type NewSnapshot = Static<typeof NewSnapshotSchema>

/**
 * The state of a server at one moment: its documents and counters, id generator and license, but not its clock,
 * faults and request log. Taking and restoring it takes constant time.
 */
export class Snapshot implements TakenSnapshot {
  readonly id: string
  readonly #documents: StoreSnapshot
  readonly #random: readonly number[] | undefined
  readonly #license: License

  constructor (id: string, { store, random, license }: KibanaContext) {
    this.id = id
    this.#documents = store.snapshot()
    this.#random = random.state
    this.#license = license
  }

  /**
   * Restores the snapshot, on any server. Can be repeated.
   * @internal
   */
  putBack (kibana: KibanaContext): void {
    kibana.store.restore(this.#documents)
    kibana.random.state = this.#random
    kibana.license = this.#license
  }
}

/** The error for anything that can't be restored. */
export const notASnapshot = (got: unknown) => new InvalidInput('snapshot', 'a snapshot of this server, or its name', printValue(got))

/** The saved snapshots of one server, by id. */
export class Snapshots {
  readonly #kibana: KibanaContext
  readonly #kept = new Map<string, Snapshot>()
  readonly #ids = new IdSeries('snapshot')

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /** Takes a snapshot. A named one is saved and replaces one with the same name; an unnamed one is freed with its object. */
  take (name?: string): TakenSnapshot {
    return name === undefined ? new Snapshot(this.#ids.next(this.#kept), this.#kibana) : this.add({ id: name })
  }

  /**
   * Takes a snapshot and saves it under an id, replacing one with the same id.
   * @throws InvalidInput for an invalid id
   * @example
   * kibana.snapshots.add({ id: 'two cases' })
   * kibana.restore('two cases')
   */
  add (options: NewSnapshot = {}): TakenSnapshot {
    const { id = this.#ids.next(this.#kept) } = checkInput(NewSnapshotSchema, options, 'snapshot')
    const snapshot = new Snapshot(id, this.#kibana)
    this.#kept.set(id, snapshot)
    return snapshot
  }

  /** @throws NotFoundError for an unknown id */
  get (id: string): Snapshot {
    const snapshot = this.#kept.get(id)
    if (!snapshot) throw new NotFoundError('snapshot', id)
    return snapshot
  }

  /**
   * Lists the saved snapshots.
   * @example
   * const ids = kibana.snapshots.list().map(({ id }) => id)
   */
  list (): TakenSnapshot[] {
    return [...this.#kept.keys()].map(id => ({ id }))
  }

  /**
   * Removes one snapshot.
   * @throws NotFoundError for an unknown id
   * @example
   * kibana.snapshots.remove('two cases')
   */
  remove (id: string): void {
    if (!this.#kept.delete(id)) throw new NotFoundError('snapshot', id)
  }

  /**
   * Removes all snapshots.
   * @example
   * kibana.snapshots.clear()
   */
  clear (): void {
    this.#kept.clear()
  }
}
