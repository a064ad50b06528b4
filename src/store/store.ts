import type { AlertIndex } from './alert-index.js'
import type { CaseIndex } from './case-index.js'
import type { CaseList } from './case-list.js'
import type { Collection } from './collection.js'
import { SavedObject, type NewSavedObject, type SavedObjectType, type SavedObjectTypes } from './saved-object.js'
import { cloneState, emptyState, type State } from './state.js'

/** Documents that take no sequence number: those outside Kibana's index, and counters, which no response contains. */
const UNNUMBERED: ReadonlySet<SavedObjectType> = new Set(['cases-incrementer', 'role', 'alert', 'incident', 'external-system'])

declare const stateOfStore: unique symbol
/** The documents of a store at one moment; can only be passed to `Store.restore`. */
export interface StoreSnapshot { readonly [stateOfStore]: true }
const snapshots = new WeakMap<StoreSnapshot, State>()

/** A change of one document: `before` is absent if it was created, `after` if it was deleted. */
export interface Write { readonly before: SavedObject | undefined, readonly after: SavedObject | undefined }

/** An effect of a transaction: a changed document, or a replaced state. */
type Step = Write | { readonly replaced: State }

/**
 * The documents of one server, in memory. Documents are immutable: a write replaces them, and code that passes them
 * to callers passes copies. The store implements one rule of Kibana: every write takes the next sequence number,
 * which determines the version of the document.
 */
export class Store {
  #state = emptyState()
  /** Writes of the open transaction, for rollback. Copies of the state would slow down every write. */
  #writes: Step[] = []
  #openTransactions = 0
  #observer: ((writes: readonly Write[]) => void) | undefined

  get<Type extends SavedObjectType> (type: Type, id: string): SavedObject<Type> | undefined {
    return this.#collection(type).get(id)
  }

  /** All documents of a type, in order of creation. */
  all<Type extends SavedObjectType> (type: Type): SavedObject<Type>[] {
    return this.#collection(type).all()
  }

  /** The documents of a type that belong to a case, in order of creation. */
  ofCase<Type extends SavedObjectType> (type: Type, caseId: string): SavedObject<Type>[] {
    return this.#collection(type).ofCase(caseId)
  }

  /** Like `ofCase`, as a list that can be read from either end. */
  listOfCase<Type extends SavedObjectType> (type: Type, caseId: string): CaseList<Type> {
    return this.#collection(type).listOfCase(caseId)
  }

  countOfCase (type: SavedObjectType, caseId: string): number {
    return this.#collection(type).countOfCase(caseId)
  }

  count (type: SavedObjectType): number {
    return this.#collection(type).size
  }

  /** All documents in a space, of every type. */
  ofSpace (space: string): SavedObject[] {
    return Object.values<Collection<SavedObjectType>>(this.#state.collections)
      .flatMap(collection => collection.all().filter(savedObject => savedObject.space === space))
  }

  /** Attachments by alert. */
  get alertIndex (): AlertIndex {
    // The collection only knows the common type of its indexes; `emptyState` gave it this one
    return this.#state.collections['cases-comments'].indexes[0] as AlertIndex
  }

  /** Cases by their indexed properties. */
  get caseIndex (): CaseIndex {
    // The collection only knows the common type of its indexes; `emptyState` gave it this one
    return this.#state.collections.cases.indexes[0] as CaseIndex
  }

  /** Adds a document, or replaces the one with this id as if it were new. */
  create<Type extends SavedObjectType> (type: Type, { id, space, caseId, attributes, version }: NewSavedObject<Type>): SavedObject<Type> {
    const place = { id, space, caseId, order: this.#state.order++ }
    return this.#put(new SavedObject(type, place, version ?? this.#nextNumber(type), attributes))
  }

  /** Replaces the attributes of a document, with a new version. */
  update<Type extends SavedObjectType> (savedObject: SavedObject<Type>, attributes: SavedObjectTypes[Type]): SavedObject<Type> {
    return this.#put(new SavedObject(savedObject.type, savedObject, this.#nextNumber(savedObject.type), attributes))
  }

  /** Replaces the attributes of a document, but keeps its version. */
  amend<Type extends SavedObjectType> (savedObject: SavedObject<Type>, attributes: SavedObjectTypes[Type]): SavedObject<Type> {
    return this.#put(new SavedObject(savedObject.type, savedObject, savedObject.version, attributes))
  }

  delete<Type extends SavedObjectType> (savedObject: SavedObject<Type>): void {
    this.#note({ before: savedObject, after: undefined })
    this.#collection(savedObject.type).remove(savedObject)
    this.#nextNumber(savedObject.type)
  }

  /** The sequence number of the next write. */
  get sequenceNumber (): number {
    return this.#state.sequenceNumber
  }

  /** Advances the sequence number past imported versions, to at least this. */
  skipTo (sequenceNumber: number): void {
    this.#state.sequenceNumber = Math.max(this.#state.sequenceNumber, sequenceNumber)
  }

  /** Runs `work`; if it throws, its writes are rolled back. */
  transaction<Result> (work: () => Result): Result {
    const { sequenceNumber, order } = this.#state
    const writes = this.#writes.length
    this.#openTransactions++
    try {
      return work()
    } catch (error) {
      this.#undo(writes)
      Object.assign(this.#state, { sequenceNumber, order })
      throw error
    } finally {
      if (--this.#openTransactions === 0) {
        const writes = this.#writes
        this.#writes = []
        this.#tell(writes)
      }
    }
  }

  /**
   * Runs `work` in a transaction, then throws the error that it returns, if any, without undoing its writes: some of Kibana's
   * operations fail after they have written.
   */
  writeThenThrow<Result> (work: () => { readonly result: Result, readonly error?: Error | undefined }): Result {
    const { result, error } = this.transaction(work)
    if (error) throw error
    return result
  }

  /** Sets the only observer of committed writes. It receives the writes of a transaction when the transaction ends. */
  observe (observer: ((writes: readonly Write[]) => void) | undefined): void {
    this.#observer = observer
  }

  #tell (steps: readonly Step[]): void {
    if (this.#observer && steps.length > 0) this.#observer(steps.filter(step => 'after' in step))
  }

  /** Rolls back the writes of the open transaction from the given one on, last first. */
  #undo (from: number): void {
    for (const write of this.#writes.splice(from).reverse()) {
      if ('replaced' in write) this.#state = write.replaced
      else if (write.before) this.#collection(write.before.type).put(write.before)
      else if (write.after) this.#collection(write.after.type).remove(write.after)
    }
  }

  /** Identifies the contents: a different object after a snapshot has replaced them, the same one after writes. */
  get contents (): object {
    return this.#state
  }

  /** Takes a snapshot of all documents, in constant time. */
  snapshot (): StoreSnapshot {
    const snapshot = {} as StoreSnapshot
    snapshots.set(snapshot, cloneState(this.#state))
    return snapshot
  }

  /** Restores a snapshot of any store, in constant time. Can be repeated. */
  restore (snapshot: StoreSnapshot): void {
    this.#note({ replaced: this.#state })
    this.#state = cloneState(snapshots.get(snapshot)!)
  }

  #collection<Type extends SavedObjectType> (type: Type): Collection<Type> {
    // The only cast of the store: TypeScript can't relate the members of a mapped type to their keys
    return this.#state.collections[type] as unknown as Collection<Type>
  }

  #nextNumber (type: SavedObjectType): number {
    return UNNUMBERED.has(type) ? 0 : this.#state.sequenceNumber++
  }

  #put<Type extends SavedObjectType> (savedObject: SavedObject<Type>): SavedObject<Type> {
    const before = this.#collection(savedObject.type).put(savedObject)
    this.#note({ before, after: savedObject })
    return savedObject
  }

  #note (step: Step): void {
    if (this.#openTransactions > 0) this.#writes.push(step)
    else this.#tell([step])
  }
}
