import { Bits } from '../persistent/bits.js'
import type { CaseIndex } from './case-index.js'
import type { Facet } from './facet.js'
import type { SavedObject } from './saved-object.js'
import type { Analyzer, TermIndex } from './term-index.js'

interface PageOptions {
  readonly from: number
  readonly size: number
  readonly descending: boolean
}

/** A selection of the cases in an index, as of when it was created. */
export class CaseSelection {
  readonly #index: CaseIndex
  readonly #bits: Bits

  constructor (index: CaseIndex, bits: Bits) {
    this.#index = index
    this.#bits = bits
  }

  get size (): number {
    return this.#bits.size
  }

  /** Keeps cases with at least one of `values` in `facet`. */
  having (facet: Facet, values: readonly string[]): CaseSelection {
    return this.havingAny(values.map(value => [facet, value]))
  }

  /** Keeps cases with at least one of the pairs. */
  havingAny (pairs: readonly (readonly [Facet, string])[]): CaseSelection {
    const bits = new Bits(this.#index.capacity)
    for (const [facet, value] of pairs) this.#index.placesOf(facet, value).addTo(bits)
    bits.intersect(this.#bits)
    return new CaseSelection(this.#index, bits)
  }

  /** Keeps cases that satisfy `predicate`. */
  filter (predicate: (savedCase: SavedObject<'cases'>, createdAt: number) => boolean): CaseSelection {
    const bits = new Bits(this.#index.capacity)
    for (const place of this.#bits.list()) {
      if (predicate(this.#index.at(place), this.#index.createdAt(place))) bits.add(place)
    }
    return new CaseSelection(this.#index, bits)
  }

  /** Keeps the cases whose places `find` returns for the term index with this name. */
  search (name: string, createAnalyzer: () => Analyzer, find: (terms: TermIndex) => Bits): CaseSelection {
    const bits = find(this.#index.termIndex(name, createAnalyzer))
    bits.intersect(this.#bits)
    return new CaseSelection(this.#index, bits)
  }

  /** Counts the cases with `value` in `facet`. */
  count (facet: Facet, value: string): number {
    return this.#index.placesOf(facet, value).countIn(this.#bits)
  }

  /** The first `limit` values in `facet`, sorted. */
  valuesOf (facet: Facet, limit: number): string[] {
    const values: string[] = []
    for (const { value, places } of this.#index.valuesOf(facet)) {
      if (values.length === limit) break
      if (places.isIn(this.#bits)) values.push(value)
    }
    return values
  }

  /** The newest case with `value` in `facet`. */
  newest (facet: Facet, value: string): SavedObject<'cases'> | undefined {
    if (this.#index.chronicle) return this.having(facet, [value]).pageByCreation({ from: 0, size: 1, descending: true })[0]
    const place = this.#index.placesOf(facet, value).lastIn(this.#bits)
    return place === undefined ? undefined : this.#index.at(place)
  }

  /** All selected cases, in the order of the store. */
  toArray (): SavedObject<'cases'>[] {
    return this.#bits.list().map(place => this.#index.at(place))
  }

  /** A page by creation time; cases with the same time are in the order of the store, reversed if descending. */
  pageByCreation ({ from, size, descending }: PageOptions): SavedObject<'cases'>[] {
    const chronicle = this.#index.chronicle
    const places = chronicle
      ? listInOrder(chronicle, this.#bits, { from, size, descending })
      : this.#bits.list({ from, size, descending })
    return places.map(place => this.#index.at(place))
  }
}

/** All cases of a space. */
export const casesInSpace = (index: CaseIndex, space: string) => new CaseSelection(index, index.placesInSpace(space))

function listInOrder (order: readonly number[], bits: Bits, { from, size, descending }: PageOptions): number[] {
  const places: number[] = []
  let toSkip = from
  for (let step = 0; step < order.length && places.length < size; step++) {
    const place = order[descending ? order.length - 1 - step : step]!
    if (!bits.has(place)) continue
    if (toSkip > 0) toSkip--
    else places.push(place)
  }
  return places
}
