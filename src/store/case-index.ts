import { createTree, type BTree } from '../persistent/b-tree.js'
import { Bits } from '../persistent/bits.js'
import { ChunkedList } from '../persistent/chunked-list.js'
import type { CollectionIndex } from './collection.js'
import { NumberSet } from '../persistent/number-set.js'
import type { SavedObject } from './saved-object.js'
import type { Facet } from './facet.js'

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

/** Most updates leave alone what cases are looked up by. What an update does not change, the new document shares with the old one. */
function haveSameTerms ({ attributes: before }: SavedObject<'cases'>, { attributes: after }: SavedObject<'cases'>): boolean {
  return before.status === after.status && before.severity === after.severity && before.category === after.category &&
    before.tags === after.tags && before.assignees === after.assignees && before.owner === after.owner && before.created_by === after.created_by
}

/**
 * Which cases have which owner, status, tag and so on. Each case has a place, a whole number that is its own until it is
 * deleted; later cases have higher ones. For every value there is the set of places, so that any filter is a few
 * intersections of bits. A copy shares everything with the original until either is written to.
 */
export class CaseIndex implements CollectionIndex<'cases'> {
  /** The documents by place; nothing where one was deleted. */
  #documents = new ChunkedList<SavedObject<'cases'> | undefined>()
  /** When they were created, in milliseconds, by place. */
  #createdAt = new ChunkedList<number>()
  /** Places by the order of creation in the store. */
  #places: BTree<number, number> = createTree()
  #terms: BTree<string, NumberSet> = createTree()
  /** Marks the sets that no copy shares. */
  #owner = {}
  /** Higher places are of later cases. A deletion that is undone disturbs that until somebody looks. */
  #isInOrder = true
  #latest = -Infinity
  /** No case was created before one of a lower place. Otherwise `#chronicle` is sorted when it is asked for. */
  #isChronological = true
  #chronicle: readonly number[] = []

  clone (): this {
    const copy = new CaseIndex()
    copy.#documents = this.#documents.clone()
    copy.#createdAt = this.#createdAt.clone()
    copy.#places = this.#places.clone()
    copy.#terms = this.#terms.clone()
    // From now on no set is this one's alone
    this.#owner = {}
    copy.#isInOrder = this.#isInOrder
    copy.#latest = this.#latest
    copy.#isChronological = this.#isChronological
    copy.#chronicle = this.#chronicle
    // A subclass would have to copy its own; there is none
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
    if (!this.#isInOrder) this.#giveOutPlaces()
    const bits = new Bits(this.#documents.length)
    this.placesOf('space', space).addTo(bits)
    return bits
  }

  /** How many places there are, those of deleted cases included. */
  get capacity (): number {
    return this.#documents.length
  }

  placesOf (facet: Facet, value: string): NumberSet {
    return this.#terms.get(termOf(facet, value)) ?? NO_PLACES
  }

  /** Every value of a facet, over all spaces, in ascending order. */
  valuesOf (facet: Facet): { value: string, places: NumberSet }[] {
    const start = termOf(facet, '')
    return this.#terms.getRange(start, `${facet};`).map(([term, places]) => ({ value: term.slice(start.length), places }))
  }

  /** The case at a place that is in one of the sets. */
  at (place: number): SavedObject<'cases'> {
    return this.#documents.at(place)!
  }

  /** When the case at a place was created, in milliseconds. */
  createdAt (place: number): number {
    return this.#createdAt.at(place)
  }

  /** All places in the order of creation by the clock; `undefined` when that is their own order. */
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
    if (this.capacity > 2 * this.#places.size + 1024) this.#giveOutPlaces()
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

  /** Gives out the places anew: once most of them are of deleted cases, or they are not in order. */
  #giveOutPlaces (): void {
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
