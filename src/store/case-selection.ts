import { Bits } from '../persistent/bits.js'
import type { CaseIndex } from './case-index.js'
import type { Facet } from './facet.js'
import type { SavedObject } from './saved-object.js'

export interface PageOptions {
  readonly from: number
  readonly size: number
  readonly descending: boolean
}

/** Some of the cases of an index, as they were when the selection was made. */
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

  /** Those that have at least one of `values` in `facet`. */
  having (facet: Facet, values: readonly string[]): CaseSelection {
    return this.havingAny(values.map(value => [facet, value]))
  }

  /** Those that have at least one of the pairs. */
  havingAny (pairs: readonly (readonly [Facet, string])[]): CaseSelection {
    const bits = new Bits(this.#index.capacity)
    for (const [facet, value] of pairs) this.#index.placesOf(facet, value).addTo(bits)
    bits.intersect(this.#bits)
    return new CaseSelection(this.#index, bits)
  }

  /** Those that `predicate` holds for; it is asked about each. */
  filter (predicate: (savedCase: SavedObject<'cases'>, createdAt: number) => boolean): CaseSelection {
    const bits = new Bits(this.#index.capacity)
    for (const place of this.#bits.list()) {
      if (predicate(this.#index.at(place), this.#index.createdAt(place))) bits.add(place)
    }
    return new CaseSelection(this.#index, bits)
  }

  /** How many have `value` in `facet`. */
  count (facet: Facet, value: string): number {
    return this.#index.placesOf(facet, value).countIn(this.#bits)
  }

  /** The first `limit` of the values that the cases have in `facet`, in ascending order. */
  valuesOf (facet: Facet, limit: number): string[] {
    const values: string[] = []
    for (const { value, places } of this.#index.valuesOf(facet)) {
      if (values.length === limit) break
      if (places.isIn(this.#bits)) values.push(value)
    }
    return values
  }

  /** The newest of those that have `value` in `facet`. */
  newest (facet: Facet, value: string): SavedObject<'cases'> | undefined {
    if (this.#index.chronicle) return this.having(facet, [value]).pageByCreation({ from: 0, size: 1, descending: true })[0]
    const place = this.#index.placesOf(facet, value).lastIn(this.#bits)
    return place === undefined ? undefined : this.#index.at(place)
  }

  /** All of them, in the order in which they came into the store. */
  toArray (): SavedObject<'cases'>[] {
    return this.#bits.list().map(place => this.#index.at(place))
  }

  /** A page of them in the order of their creation by the clock; of two at the same time the one that came first is first. */
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
