import type { AlertIndex } from './alert-index.js'
import type { CaseIndex } from './case-index.js'
import type { CaseList } from './case-list.js'
import type { Collection } from './collection.js'
import { SavedObject, type SavedObjectId, type SavedObjectType, type SavedObjectTypes } from './saved-object.js'
import { cloneState, emptyState, type State } from './state.js'

/** Documents that are not in Kibana's index: they take no sequence number. */
const OUTSIDE_KIBANA: ReadonlySet<SavedObjectType> = new Set(['role', 'alert', 'incident', 'external-system'])

declare const stateOfStore: unique symbol
/** The documents of a store at one moment; only `Store.restore` reads it. */
export interface StoreSnapshot { readonly [stateOfStore]: true }
const snapshots = new WeakMap<StoreSnapshot, State>()

export interface NewSavedObject<Type extends SavedObjectType> {
  readonly id: SavedObjectId
  readonly space: string
  readonly caseId?: string | undefined
  readonly attributes: SavedObjectTypes[Type]
  /** For a document that comes with a version of its own (a seed); the next sequence number otherwise. */
  readonly version?: string | undefined
}

/** A change of one document: absent before when it was created, absent after when it was deleted. */
export interface Write { readonly before: SavedObject | undefined, readonly after: SavedObject | undefined }

/** What a transaction did: changed one document, or put another state in the place of all that was there. */
type Step = Write | { readonly replaced: State }

/**
 * The documents of one server, in memory. Documents are never changed, a write puts a new one in place, and whoever hands them
 * out of the server hands out copies. The store knows no rule of Kibana but one: every write takes the next sequence number,
 * from which the document's version is made.
 */
export class Store {
  #state = emptyState()
  /** What the open transaction has written, to take it back. Copies of the state would slow down every write. */
  #writes: Step[] = []
  #openTransactions = 0
  #observer: ((writes: readonly Write[]) => void) | undefined

  get<Type extends SavedObjectType> (type: Type, id: string): SavedObject<Type> | undefined {
    return this.#collection(type).get(id)
  }

  /** All documents of a type, in the order of their creation. */
  all<Type extends SavedObjectType> (type: Type): SavedObject<Type>[] {
    return this.#collection(type).all()
  }

  /** The documents of a type that belong to a case, in the order of their creation. */
  ofCase<Type extends SavedObjectType> (type: Type, caseId: string): SavedObject<Type>[] {
    return this.#collection(type).ofCase(caseId)
  }

  /** The same as a list that can be read from either end. */
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
    return Object.values<Collection<SavedObjectType>>(this.#state.collections).flatMap(collection => collection.all().filter(savedObject => savedObject.space === space))
  }

  /** The attachments by the alerts that they hold. */
  get alertIndex (): AlertIndex {
    // The collection knows its indexes only by what they have in common; this is the one that `emptyState` gave it
    return this.#state.collections['cases-comments'].indexes[0] as AlertIndex
  }

  /** The cases by what they can be filtered by. */
  get caseIndex (): CaseIndex {
    // The collection knows its indexes only by what they have in common; this is the one that `emptyState` gave it
    return this.#state.collections.cases.indexes[0] as CaseIndex
  }

  /** Adds a document, or replaces the one of that id as if it were new. */
  create<Type extends SavedObjectType> (type: Type, { id, space, caseId, attributes, version }: NewSavedObject<Type>): SavedObject<Type> {
    return this.#put(new SavedObject(type, { id, space, caseId, order: this.#state.order++ }, version ?? this.#nextNumber(type), attributes))
  }

  /** Puts new attributes in a document's place, with a new version. */
  update<Type extends SavedObjectType> (savedObject: SavedObject<Type>, attributes: SavedObjectTypes[Type]): SavedObject<Type> {
    return this.#put(new SavedObject(savedObject.type, savedObject, this.#nextNumber(savedObject.type), attributes))
  }

  /** Puts new attributes in a document's place, which keeps its version. */
  amend<Type extends SavedObjectType> (savedObject: SavedObject<Type>, attributes: SavedObjectTypes[Type]): SavedObject<Type> {
    return this.#put(new SavedObject(savedObject.type, savedObject, savedObject.version, attributes))
  }

  delete<Type extends SavedObjectType> (savedObject: SavedObject<Type>): void {
    this.#note({ before: savedObject, after: undefined })
    this.#collection(savedObject.type).remove(savedObject)
    this.#nextNumber(savedObject.type)
  }

  /** The number that the next write takes. */
  get sequenceNumber (): number {
    return this.#state.sequenceNumber
  }

  /** Lets the next write take a sequence number of at least this, so that it is later than versions that came from outside. */
  skipTo (sequenceNumber: number): void {
    this.#state.sequenceNumber = Math.max(this.#state.sequenceNumber, sequenceNumber)
  }

  /** Runs `work`; when it throws, nothing that it wrote stays. */
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

  /** Lets one observer know of every write of a document from now on, once it is certain: those of a transaction when it is over. */
  observe (observer: ((writes: readonly Write[]) => void) | undefined): void {
    this.#observer = observer
  }

  #tell (steps: readonly Step[]): void {
    if (this.#observer && steps.length > 0) this.#observer(steps.filter(step => 'after' in step))
  }

  /** Takes back the writes of the open transaction from the given one on, the last first. */
  #undo (from: number): void {
    for (const write of this.#writes.splice(from).reverse()) {
      if ('replaced' in write) this.#state = write.replaced
      else if (write.before) this.#collection(write.before.type).put(write.before)
      else if (write.after) this.#collection(write.after.type).remove(write.after)
    }
  }

  /** The documents as they are now, in constant time. */
  snapshot (): StoreSnapshot {
    const snapshot = {} as StoreSnapshot
    snapshots.set(snapshot, cloneState(this.#state))
    return snapshot
  }

  /** Puts back the documents of a snapshot (any store's), in constant time. The snapshot can be used again. */
  restore (snapshot: StoreSnapshot): void {
    this.#note({ replaced: this.#state })
    this.#state = cloneState(snapshots.get(snapshot)!)
  }

  #collection<Type extends SavedObjectType> (type: Type): Collection<Type> {
    // One cast for the whole store: TypeScript does not see that a mapped type's member at Type holds Type
    return this.#state.collections[type] as unknown as Collection<Type>
  }

  #nextNumber (type: SavedObjectType): number {
    return OUTSIDE_KIBANA.has(type) ? 0 : this.#state.sequenceNumber++
  }

  #put<Type extends SavedObjectType> (savedObject: SavedObject<Type>): SavedObject<Type> {
    const before = this.#collection(savedObject.type).put(savedObject)
    this.#note({ before, after: savedObject })
    return savedObject
  }

  #note (step: Step): void {
    if (this.#openTransactions > 0) this.#writes.push(step)
    else if (this.#observer) this.#tell([step])
  }
}
