import { byNumber, createTree, type BTree } from '../persistent/b-tree.js'
import { Bits } from '../persistent/bits.js'
import { ChunkedList } from '../persistent/chunked-list.js'
import { compareKeywords, compareTexts } from '../documents/keyword-order.js'
import type { CollectionIndex } from './collection.js'
import { NumberSet } from '../persistent/number-set.js'
import type { SavedObject } from './saved-object.js'
import type { Facet } from './facet.js'
import { TermIndexes, type TermIndex, type Analyzer } from './term-index.js'

const NO_PLACES = new NumberSet({})

const termOf = (facet: Facet, value: string) => `${facet}:${value}`

function termsOf ({ space, attributes }: SavedObject<'cases'>): Set<string> {
  const { owner, status, severity, tags, category, created_by: { username, profile_uid: profileUid }, assignees } = attributes
  return new Set([
    termOf('space', space),
    termOf('owner', owner),
    termOf('status', status),
    termOf('severity', severity),
    ...tags.map(tag => termOf('tag', tag)),
    ...(category === null ? [] : [termOf('category', category)]),
    ...(username === null ? [] : [termOf('username', username), termOf('reporter', username)]),
    ...(profileUid === undefined ? [] : [termOf('reporter', profileUid)]),
    ...(assignees.length === 0 ? [termOf('unassigned', '')] : assignees.map(({ uid }) => termOf('assignee', uid))),
  ])
}

/** True for most updates, which don't change indexed fields and share unchanged values with the old document. */
function haveSameTerms ({ attributes: before }: SavedObject<'cases'>, { attributes: after }: SavedObject<'cases'>): boolean {
  return before.status === after.status && before.severity === after.severity && before.category === after.category &&
    before.tags === after.tags && before.assignees === after.assignees &&
      before.owner === after.owner && before.created_by === after.created_by
}

/**
 * Index of cases by owner, status, tag and so on. Each case has a place, a whole number that it keeps until it is
 * deleted; later cases have higher ones. Each value has a set of places, which makes a filter a few
 * bit operations. A copy shares everything with the original until either is written.
 */
export class CaseIndex implements CollectionIndex<'cases'> {
  /** Documents by place; empty where one was deleted. */
  #documents = new ChunkedList<SavedObject<'cases'> | undefined>()
  /** Creation times by place, in milliseconds. */
  #createdAt = new ChunkedList<number>()
  /** Places by the order of creation in the store. */
  #places: BTree<number, number> = createTree(byNumber)
  #terms: BTree<string, NumberSet> = createTree(compareTexts)
  /** Marks the sets that no copy shares. */
  #owner = {}
  /** True while places follow creation order. Undoing a deletion breaks this until the next read. */
  #isInOrder = true
  #latest = -Infinity
  /** True while creation times follow the places. Otherwise `#chronicle` is sorted on first use. */
  #isChronological = true
  #chronicle: readonly number[] = []
  /** Indexes for text searches; shared by all copies. */
  #termIndexes = new TermIndexes()

  clone (): this {
    const copy = new CaseIndex()
    copy.#documents = this.#documents.clone()
    copy.#createdAt = this.#createdAt.clone()
    copy.#places = this.#places.clone()
    copy.#terms = this.#terms.clone()
    // All sets are shared from now on
    this.#owner = {}
    copy.#isInOrder = this.#isInOrder
    copy.#latest = this.#latest
    copy.#isChronological = this.#isChronological
    copy.#chronicle = this.#chronicle
    copy.#termIndexes = this.#termIndexes
    // Cast, since TypeScript does not know that this class has no subclasses
    return copy as this
  }

  replace (before: SavedObject<'cases'> | undefined, after: SavedObject<'cases'> | undefined): void {
    if (before && after?.order === before.order && after.attributes.created_at === before.attributes.created_at) {
      this.#update(before, after)
    } else {
      if (before) this.#remove(before)
      if (after) this.#add(after)
    }
  }

  /** The places of all cases of a space. */
  placesInSpace (space: string): Bits {
    if (!this.#isInOrder) this.#reassignPlaces()
    const bits = new Bits(this.#documents.length)
    this.placesOf('space', space).addTo(bits)
    return bits
  }

  /** Number of places, including those of deleted cases. */
  get capacity (): number {
    return this.#documents.length
  }

  placesOf (facet: Facet, value: string): NumberSet {
    return this.#terms.get(termOf(facet, value)) ?? NO_PLACES
  }

  /** All values of a facet over all spaces, sorted. */
  valuesOf (facet: Facet): { value: string, places: NumberSet }[] {
    const start = termOf(facet, '')
    return this.#terms.getRange(start, `${facet};`).map(([term, places]) => ({ value: term.slice(start.length), places }))
      .sort((one, other) => compareKeywords(one.value, other.value))
  }

  /** Returns the term index with this name, up to date. */
  termIndex (name: string, createAnalyzer: () => Analyzer): TermIndex {
    return this.#termIndexes.of(name, createAnalyzer, this.#documents)
  }

  /** Returns the case at a place that is in use. */
  at (place: number): SavedObject<'cases'> {
    return this.#documents.at(place)!
  }

  /** Returns the creation time of the case at a place, in milliseconds. */
  createdAt (place: number): number {
    return this.#createdAt.at(place)
  }

  /** All places by creation time; `undefined` if they are already in that order. */
  get chronicle (): readonly number[] | undefined {
    if (this.#isChronological) return undefined
    if (this.#chronicle.length < this.capacity) {
      const added = Array.from({ length: this.capacity - this.#chronicle.length }, (_, index) => this.#chronicle.length + index)
      this.#chronicle = [...this.#chronicle, ...added].sort((a, b) => this.createdAt(a) - this.createdAt(b) || a - b)
    }
    return this.#chronicle
  }

  #add (savedObject: SavedObject<'cases'>): void {
    const place = this.#documents.length
    const createdAt = Date.parse(savedObject.attributes.created_at)
    this.#documents.set(place, savedObject)
    this.#createdAt.set(place, createdAt)
    this.#isInOrder &&= savedObject.order > (this.#places.maxKey() ?? -1)
    this.#places.set(savedObject.order, place)
    this.#isChronological &&= createdAt >= this.#latest
    this.#latest = Math.max(this.#latest, createdAt)
    for (const term of termsOf(savedObject)) this.#put(term, place)
  }

  #update (before: SavedObject<'cases'>, savedObject: SavedObject<'cases'>): void {
    const place = this.#places.get(before.order)!
    this.#documents.set(place, savedObject)
    if (haveSameTerms(before, savedObject)) return
    const old = termsOf(before)
    const now = termsOf(savedObject)
    for (const term of old) if (!now.has(term)) this.#take(term, place)
    for (const term of now) if (!old.has(term)) this.#put(term, place)
  }

  #remove (savedObject: SavedObject<'cases'>): void {
    const place = this.#places.get(savedObject.order)!
    for (const term of termsOf(savedObject)) this.#take(term, place)
    this.#documents.set(place, undefined)
    this.#places.delete(savedObject.order)
    if (this.capacity > 2 * this.#places.size + 1024) this.#reassignPlaces()
  }

  #put (term: string, place: number): void {
    this.#ownPlaces(term).add(place)
  }

  #take (term: string, place: number): void {
    const places = this.#ownPlaces(term)
    places.delete(place)
    if (places.size === 0) this.#terms.delete(term)
  }

  #ownPlaces (term: string): NumberSet {
    const places = this.#terms.get(term)
    if (places?.owner === this.#owner) return places
    const own = new NumberSet(this.#owner, places)
    this.#terms.set(term, own)
    return own
  }

  /** Reassigns places when most belong to deleted cases, or when they are out of order. */
  #reassignPlaces (): void {
    const remaining = this.#places.valuesArray().map(place => this.at(place))
    const compact = new CaseIndex()
    for (const savedObject of remaining) compact.#add(savedObject)
    this.#documents = compact.#documents
    this.#createdAt = compact.#createdAt
    this.#places = compact.#places
    this.#terms = compact.#terms
    this.#owner = compact.#owner
    this.#isInOrder = true
    this.#latest = compact.#latest
    this.#isChronological = compact.#isChronological
    this.#chronicle = compact.#chronicle
  }
}
