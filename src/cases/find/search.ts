import type { SavedCase } from '../case.js'
import { isSimilar } from './search-distance.js'
import { searchableCase, valuesAt } from './search-fields.js'
import { parseSearch, type SearchQuery } from './search-query.js'
import { wordsOf } from './search-words.js'

export interface SearchRequest {
  readonly search: string
  /** All fields if absent. */
  readonly searchFields: readonly string[]
  readonly defaultSearchOperator: 'AND' | 'OR'
}

const UUID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}(?:-0{4}){3}-0{12}|f{8}(?:-f{4}){3}-f{12})$/i

/** The texts of a case, split into words on first use. */
class SearchDocument {
  readonly keywords: readonly string[]
  readonly #texts: readonly string[]
  #words: readonly (readonly string[])[] | undefined

  constructor (texts: readonly string[], keywords: readonly string[]) {
    this.#texts = texts
    this.keywords = keywords
  }

  /** The words of each text. */
  get words (): readonly (readonly string[])[] {
    this.#words ??= this.#texts.map(wordsOf)
    return this.#words
  }
}

function searchDocument (savedCase: SavedCase, fields: readonly string[]): SearchDocument {
  const { texts, keywords } = searchableCase(savedCase, fields)
  return new SearchDocument(texts, keywords)
}

/** The document in a search for a UUID, which also finds the case with that id. */
function uuidDocument (savedCase: SavedCase, fields: readonly string[]): SearchDocument {
  const { texts, keywords } = searchableCase(savedCase, fields)
  return new SearchDocument(texts, [...keywords, `cases:${savedCase.id}`])
}

/** The sets of search fields whose documents are kept. */
const MOST_KNOWN_FIELDS = 8
const known = new Map<string, (savedCase: SavedCase) => SearchDocument>()

/**
 * Returns a function that makes the document of a case once, whatever the number of searches and snapshots: splitting the texts
 * takes most of the time of a search.
 */
function cachedDocuments (fields: readonly string[]): (savedCase: SavedCase) => SearchDocument {
  const key = fields.join()
  const cached = known.get(key) ?? cache(savedCase => searchDocument(savedCase, fields))
  known.delete(key)
  known.set(key, cached)
  const [oldest] = known.keys()
  if (known.size > MOST_KNOWN_FIELDS) known.delete(oldest!)
  return cached
}

function cache (make: (savedCase: SavedCase) => SearchDocument): (savedCase: SavedCase) => SearchDocument {
  const made = new WeakMap<SavedCase, SearchDocument>()
  return savedCase => {
    let document = made.get(savedCase)
    if (!document) made.set(savedCase, document = make(savedCase))
    return document
  }
}

/** Whether the words occur in this order, moved by at most `slop` places; the last may be a prefix. */
function hasPhrase (text: readonly string[], phrase: readonly string[], slop: number, lastIsPrefix = false): boolean {
  const isAt = (position: number, place: number) =>
    lastIsPrefix && place === phrase.length - 1 ? text[position]!.startsWith(phrase[place]!) : text[position] === phrase[place]
  const shifts = text.flatMap(
    (_, position) => phrase.flatMap((_, place) => isAt(position, place) ? [{ place, shift: position - place }] : []),
  )
    .sort((a, b) => a.shift - b.shift)
  // A window over the shifts, no wider than the slop; the phrase matches if all its words are inside
  const inWindow = phrase.map(() => 0)
  let missing = phrase.length
  let start = 0
  for (const { place, shift } of shifts) {
    if (inWindow[place]!++ === 0) missing--
    while (shift - shifts[start]!.shift > slop) {
      if (--inWindow[shifts[start++]!.place]! === 0) missing++
    }
    if (missing === 0) return true
  }
  return false
}

/** Compiles the query to a predicate of documents. A leaf matches if any of the fields does. */
function compile (query: SearchQuery, operator: 'and' | 'or'): (document: SearchDocument) => boolean {
  switch (query.kind) {
    case 'everything': return () => true
    case 'nothing': return () => false
    case 'not': {
      const isMatch = compile(query.of, operator)
      return document => !isMatch(document)
    }
    case 'and': {
      const parts = query.of.map(part => compile(part, operator))
      return document => parts.every(isMatch => isMatch(document))
    }
    case 'or': {
      const parts = query.of.map(part => compile(part, operator))
      return document => parts.some(isMatch => isMatch(document))
    }
    case 'words': {
      const wanted = wordsOf(query.text)
      const isIn = (words: readonly string[]) => operator === 'and'
        ? wanted.every(word => words.includes(word))
        : wanted.some(word => words.includes(word))
      return ({ keywords, words }) => keywords.includes(query.text) || (wanted.length > 0 && words.some(isIn))
    }
    case 'phrase': {
      const wanted = wordsOf(query.text)
      return ({ keywords, words }) => keywords.includes(query.text) || (
        wanted.length > 0 && words.some(text => hasPhrase(text, wanted, query.slop))
      )
    }
    case 'prefix': {
      const start = query.text.toLowerCase()
      return ({ keywords, words }) => keywords.some(keyword => keyword.startsWith(query.text)) || words.some(
        text => text.some(word => word.startsWith(start)),
      )
    }
    case 'fuzzy': {
      const { text: wanted, distance } = query
      const wantedWord = wanted.toLowerCase()
      return ({ keywords, words }) => keywords.some(keyword => isSimilar(keyword, wanted, distance)) ||
        words.some(text => text.some(word => isSimilar(word, wantedWord, distance)))
    }
  }
}

/** A search ending with `*` also matches its words as a phrase prefix, in the title unless fields are named. */
function compilePhrasePrefix ({ search, searchFields }: SearchRequest): ((savedCase: SavedCase) => boolean) | undefined {
  const wanted = wordsOf(search.replace(/\*$/, ''))
  if (!search.trim().endsWith('*') || wanted.length === 0) return undefined
  const fields = searchFields.length > 0 ? searchFields : ['title']
  return ({ attributes }) => fields.some(field => valuesAt(attributes, field).some(text => hasPhrase(wordsOf(text), wanted, 0, true)))
}

/**
 * Compiles the parameter `search` to a predicate of cases.
 * Source: Kibana's cases/server/client/utils.ts (constructSearch: a UUID is also looked for as the case's id), core
 * saved-objects search_dsl/query_params.ts (the phrase prefix)
 * @throws KibanaError 400 for too many clauses
 */
export function createSearch (request: SearchRequest): (savedCase: SavedCase) => boolean {
  const { search, searchFields, defaultSearchOperator } = request
  const operator = defaultSearchOperator === 'AND' ? 'and' : 'or'
  const isUuid = UUID.test(search)
  const hasKeywords = isUuid || searchFields.length === 0
  const query = parseSearch(isUuid ? `"${search}" "cases:${search}"` : search, {
    operator,
    isEmpty: text => !hasKeywords && wordsOf(text).length === 0,
  })
  const isMatch = compile(query, operator)
  const hasPhrasePrefix = compilePhrasePrefix(request)
  const documentOf = isUuid ? uuidDocument : cachedDocuments(searchFields)
  return savedCase => isMatch(documentOf(savedCase, searchFields)) || hasPhrasePrefix?.(savedCase) === true
}
