import { Bits } from '../persistent/bits.js'
import type { ChunkedList } from '../persistent/chunked-list.js'
import { NumberSet } from '../persistent/number-set.js'
import type { SavedObject } from './saved-object.js'

type CaseObject = SavedObject<'cases'>
type Documents = ChunkedList<CaseObject | undefined>

/** Splits the fields of a case into terms. */
export interface Analyzer {
  /** The distinct terms of each field. */
  terms (savedCase: CaseObject): ReadonlyMap<string, ReadonlySet<string>>
  /** The terms of one field in the order of the text. */
  words (savedCase: CaseObject, field: string): readonly string[]
}

/** Maximum number of term indexes per store, one for each set of fields. */
const MAX_INDEXES = 8
const OWNER = {}

/**
 * Cases by the terms of their fields. Writes don't update it: each search first indexes the cases that changed since the last one,
 * which it detects by comparing documents. So all copies of a store share one, and a store that is never searched has none.
 */
export class TermIndex {
  readonly analyzer: Analyzer
  /** The indexed documents, by place. */
  readonly #documents: (CaseObject | undefined)[] = []
  readonly #fields = new Map<string, Map<string, NumberSet>>()

  constructor (analyzer: Analyzer) {
    this.analyzer = analyzer
  }

  /** Reindexes changed documents. */
  update (documents: Documents): void {
    const { length } = documents
    for (let place = Math.max(length, this.#documents.length) - 1; place >= 0; place--) {
      const before = this.#documents[place]
      const now = place < length ? documents.at(place) : undefined
      if (before === now) continue
      if (before) this.#remove(before, place)
      if (now) this.#add(now, place)
      this.#documents[place] = now
    }
    this.#documents.length = length
  }

  get fields (): string[] {
    return [...this.#fields.keys()]
  }

  none (): Bits {
    return new Bits(this.#documents.length)
  }

  all (): Bits {
    const all = this.none()
    this.#documents.forEach((document, place) => { if (document) all.add(place) })
    return all
  }

  /** The places of cases that have a term in a field. */
  having (field: string, term: string): Bits {
    const places = this.none()
    this.#fields.get(field)?.get(term)?.addTo(places)
    return places
  }

  /** The places of cases with at least one wanted term in a field. */
  havingAny (field: string, isWanted: (term: string) => boolean): Bits {
    const places = this.none()
    for (const [term, ofTerm] of this.#fields.get(field) ?? []) if (isWanted(term)) ofTerm.addTo(places)
    return places
  }

  /** Reduces places to those of cases that satisfy `predicate`. */
  filter (places: Bits, predicate: (savedCase: CaseObject) => boolean): Bits {
    const kept = this.none()
    for (const place of places.list()) if (predicate(this.#documents[place]!)) kept.add(place)
    return kept
  }

  #add (document: CaseObject, place: number): void {
    for (const [field, terms] of this.analyzer.terms(document)) {
      let known = this.#fields.get(field)
      if (!known) this.#fields.set(field, known = new Map())
      for (const term of terms) {
        let places = known.get(term)
        if (!places) known.set(term, places = new NumberSet(OWNER))
        places.add(place)
      }
    }
  }

  #remove (document: CaseObject, place: number): void {
    for (const [field, terms] of this.analyzer.terms(document)) {
      const known = this.#fields.get(field)!
      for (const term of terms) {
        const places = known.get(term)!
        places.delete(place)
        if (places.size === 0) known.delete(term)
      }
    }
  }
}

/** The term indexes of a store and its copies, by name; the least recently used ones are dropped. */
export class TermIndexes {
  readonly #known = new Map<string, TermIndex>()

  /** Returns the index with this name, up to date with the documents. */
  of (name: string, createAnalyzer: () => Analyzer, documents: Documents): TermIndex {
    const index = this.#known.get(name) ?? new TermIndex(createAnalyzer())
    this.#known.delete(name)
    this.#known.set(name, index)
    const [oldest] = this.#known.keys()
    if (this.#known.size > MAX_INDEXES) this.#known.delete(oldest!)
    index.update(documents)
    return index
  }
}
