import { hasPhrase, type Phrase } from '../../documents/phrase.js'
import { wordsOf } from '../../documents/words.js'
import type { Bits } from '../../persistent/bits.js'
import type { CaseSelection } from '../../store/case-selection.js'
import type { Analyzer, TermIndex } from '../../store/term-index.js'
import type { SavedCase } from '../case.js'
import { isSimilar } from './search-distance.js'
import { searchableCase } from './search-fields.js'
import { parseSearch, type SearchQuery } from './search-query.js'
import type { Version } from '../../versions/version.js'
import { idsAreSearched } from '../versions.js'

interface SearchRequest {
  readonly search: string
  /** All fields if empty. */
  readonly searchFields: readonly string[]
  readonly defaultSearchOperator: 'AND' | 'OR'
  readonly version: Version
}

const UUID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}(?:-0{4}){3}-0{12}|f{8}(?:-f{4}){3}-f{12})$/i

/** The index field for values that match as a whole. The other fields are numbered, one per text of a case. */
const KEYWORDS = 'keywords'
const TITLE = '0'

class CaseAnalyzer implements Analyzer {
  readonly #searchFields: readonly string[]
  /** Cached, because splitting texts takes most of the time of a phrase search. */
  readonly #words = new WeakMap<SavedCase, readonly string[][]>()

  constructor (searchFields: readonly string[]) {
    this.#searchFields = searchFields
  }

  terms (savedCase: SavedCase): Map<string, Set<string>> {
    const { texts, keywords } = searchableCase(savedCase, this.#searchFields)
    return new Map([[KEYWORDS, new Set(keywords)], ...texts.map((text, number) => [String(number), new Set(wordsOf(text))] as const)])
  }

  words (savedCase: SavedCase, field: string): readonly string[] {
    let words = this.#words.get(savedCase)
    if (!words) this.#words.set(savedCase, words = searchableCase(savedCase, this.#searchFields).texts.map(wordsOf))
    return words[Number(field)]!
  }
}

/** Evaluates one search against the term index. Each method returns the places of the matching cases. */
class Search {
  readonly #request: SearchRequest
  readonly #terms: TermIndex
  readonly #texts: readonly string[]
  /** The search text, if it is a UUID. */
  readonly #id: string | undefined

  constructor (request: SearchRequest, terms: TermIndex, id: string | undefined) {
    this.#request = request
    this.#terms = terms
    this.#texts = terms.fields.filter(field => field !== KEYWORDS)
    this.#id = id
  }

  /** A leaf matches if any of the fields does. */
  find (query: SearchQuery): Bits {
    switch (query.kind) {
      case 'everything': return this.#terms.all()
      case 'nothing': return this.#terms.none()
      case 'not': return this.#without(this.find(query.of))
      case 'and': return this.#every(query.of.map(part => this.find(part)))
      case 'or': return this.#some(query.of.map(part => this.find(part)))
      case 'words': return this.#some([this.#keyword(query.text), this.#words(wordsOf(query.text))])
      case 'phrase': {
        const phrase = { words: wordsOf(query.text), slop: query.slop }
        const inTexts = this.#texts.map(field => this.#phrase(field, phrase))
        return this.#some([this.#keyword(query.text), this.#caseWithId(query.text), ...inTexts])
      }
      case 'prefix': return this.#similar(starting(query.text), starting(query.text.toLowerCase()))
      case 'fuzzy': {
        const { text, distance } = query
        const lower = text.toLowerCase()
        return this.#similar(keyword => isSimilar(keyword, text, distance), word => isSimilar(word, lower, distance))
      }
    }
  }

  /** A search ending with `*` also matches its words as a phrase prefix, in the title unless fields are named. */
  findPhrasePrefix (): Bits {
    const { search, searchFields } = this.#request
    const words = wordsOf(search.replace(/\*$/, ''))
    if (!search.trim().endsWith('*') || words.length === 0) return this.#terms.none()
    const phrase = { words, slop: 0, lastIsPrefix: true }
    if (searchFields.length === 0) return this.#phrase(TITLE, phrase)
    const keywords = this.#terms.havingAny(KEYWORDS, keyword => hasPhrase(wordsOf(keyword), phrase))
    return this.#some([keywords, ...this.#texts.map(field => this.#phrase(field, phrase))])
  }

  #keyword (keyword: string): Bits {
    return this.#terms.having(KEYWORDS, keyword)
  }

  #caseWithId (text: string): Bits {
    if (text !== `cases:${this.#id}`) return this.#terms.none()
    return this.#terms.filter(this.#terms.all(), ({ id }) => id === this.#id)
  }

  #words (words: readonly string[]): Bits {
    const needsAll = this.#request.defaultSearchOperator === 'AND'
    return this.#some(this.#texts.map(field => {
      const places = words.map(word => this.#terms.having(field, word))
      return needsAll ? this.#every(places) : this.#some(places)
    }))
  }

  #phrase (field: string, phrase: Phrase): Bits {
    const { words, lastIsPrefix } = phrase
    const candidates = this.#every(words.map((word, place) => lastIsPrefix && place === words.length - 1
      ? this.#terms.havingAny(field, starting(word))
      : this.#terms.having(field, word)))
    if (words.length === 1) return candidates
    return this.#terms.filter(candidates, savedCase => hasPhrase(this.#terms.analyzer.words(savedCase, field), phrase))
  }

  #similar (isKeyword: (keyword: string) => boolean, isWord: (word: string) => boolean): Bits {
    const keywords = this.#terms.havingAny(KEYWORDS, isKeyword)
    return this.#some([keywords, ...this.#texts.map(field => this.#terms.havingAny(field, isWord))])
  }

  #without (places: Bits): Bits {
    const others = this.#terms.all()
    others.subtract(places)
    return others
  }

  #some (parts: readonly Bits[]): Bits {
    const places = this.#terms.none()
    for (const part of parts) places.unite(part)
    return places
  }

  /** The intersection of the parts; empty if there are none. */
  #every ([first = this.#terms.none(), ...others]: readonly Bits[]): Bits {
    for (const other of others) first.intersect(other)
    return first
  }
}

const starting = (start: string) => (word: string) => word.startsWith(start)

/**
 * Keeps the cases that match the parameter `search`.
 * Source: Kibana's cases/server/client/utils.ts (constructSearch: a UUID is also looked for as the case's id), core
 * saved-objects search_dsl/query_params.ts (the phrase prefix)
 * @throws KibanaError 400 for too many clauses
 */
export function searchCases (cases: CaseSelection, request: SearchRequest): CaseSelection {
  const { search, searchFields, defaultSearchOperator, version } = request
  const id = idsAreSearched(version) && UUID.test(search) ? search : undefined
  const hasKeywords = id !== undefined || searchFields.length === 0
  const query = parseSearch(id === undefined ? search : `"${id}" "cases:${id}"`, {
    operator: defaultSearchOperator === 'AND' ? 'and' : 'or',
    isEmpty: text => !hasKeywords && wordsOf(text).length === 0,
  })
  return cases.search(JSON.stringify(searchFields), () => new CaseAnalyzer(searchFields), terms => {
    const evaluation = new Search(request, terms, id)
    const places = evaluation.find(query)
    places.unite(evaluation.findPhrasePrefix())
    return places
  })
}
