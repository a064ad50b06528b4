import { tooManyClauses } from '../errors.js'

/** A parsed search text. */
export type SearchQuery =
  | { readonly kind: 'everything' | 'nothing' }
  | { readonly kind: 'words' | 'prefix', readonly text: string }
  | { readonly kind: 'phrase', readonly text: string, readonly slop: number }
  | { readonly kind: 'fuzzy', readonly text: string, readonly distance: number }
  | { readonly kind: 'not', readonly of: SearchQuery }
  | { readonly kind: 'and' | 'or', readonly of: readonly SearchQuery[] }

interface SearchSyntax {
  /** The operator between words that are written without one. */
  readonly operator: 'and' | 'or'
  /** True if nothing of a text is left after analysis (punctuation, for example); such a text is dropped. */
  readonly isEmpty: (text: string) => boolean
}

const WHITESPACE = ' \t\n\r'
const ENDS_OF_TOKEN = `"|+()${WHITESPACE}`
const MAX_FUZZY_DISTANCE = 2
/** Elasticsearch rejects more; its limit depends on the machine. */
const MAX_CLAUSES = 1024
/** Deeper parentheses are ignored. */
const MAX_DEPTH = 100

/** Maps the position of each opening parenthesis to that of its closing one; unclosed ones are missing. */
function findClosings (text: string): Map<number, number> {
  const closings = new Map<number, number>()
  const open: number[] = []
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === '(') open.push(index)
    else if (text[index] === ')' && open.length > 0) closings.set(open.pop()!, index)
  }
  return closings
}

/**
 * Parses Elasticsearch's `simple_query_string`: `+` and, `|` or, `-` not, `"…"` a phrase, `*` at the end of a prefix, `( )`,
 * `~N` the edit distance of a word or the slop of a phrase, `\` to escape the next character. Operators bind from
 * left to right. Invalid syntax is never an error; it is ignored.
 * Source: the documentation of the simple_query_string query, and of the SimpleQueryParser of Lucene that parses it
 * @throws KibanaError 400 for more clauses than Elasticsearch accepts
 */
export function parseSearch (text: string, syntax: SearchSyntax): SearchQuery {
  return text.trim() === '*' ? { kind: 'everything' } : new SearchParser(text, syntax).parse(0, text.length, 0) ?? { kind: 'nothing' }
}

class SearchParser {
  readonly #text: string
  readonly #syntax: SearchSyntax
  readonly #closings: Map<number, number>
  #index = 0
  #clauses = 0

  constructor (text: string, syntax: SearchSyntax) {
    this.#text = text
    this.#syntax = syntax
    this.#closings = findClosings(text)
  }

  /** Parses the text from `start` to `end`; `undefined` if it is empty. */
  parse (start: number, end: number, depth: number): SearchQuery | undefined {
    let top: SearchQuery | undefined
    let operator: 'and' | 'or' | undefined
    let isNegated = false
    const append = (branch: SearchQuery | undefined) => {
      if (branch) {
        const clause: SearchQuery = isNegated ? { kind: 'not', of: branch } : branch
        const kind = operator ?? this.#syntax.operator
        top = top ? { kind, of: [top, clause] } : clause
      }
      operator = undefined
    }

    this.#index = start
    while (this.#index < end) {
      const character = this.#text[this.#index]!
      if (character === '-') {
        isNegated = !isNegated
        this.#index++
        continue
      }
      if (character === '(') {
        const open = this.#index
        const close = this.#closings.get(open)
        if (close !== undefined && close < end && depth < MAX_DEPTH) {
          append(this.parse(open + 1, close, depth + 1))
          this.#index = close
        }
        this.#index++
      } else if (character === '"') {
        const { found, query } = this.#readPhrase(end)
        if (found) append(query)
      } else if (character === '+' || character === '|') {
        if (top) operator ??= character === '+' ? 'and' : 'or'
        this.#index++
      } else if (character === ')' || WHITESPACE.includes(character)) {
        this.#index++
      } else {
        append(this.#readToken(end))
      }
      isNegated = false
    }
    return top
  }

  /** Parses `"…"`. A quotation mark that is never closed is skipped. */
  #readPhrase (end: number): { found: boolean, query?: SearchQuery | undefined } {
    const start = ++this.#index
    const text = this.#readUntil(end, character => character === '"')
    if (this.#index >= end) {
      this.#index = start
      return { found: false }
    }
    this.#index++
    const query = text === '' ? undefined : this.#clause({ kind: 'phrase', text, slop: this.#readNumberAfterTilde(end) ?? 0 })
    return { found: true, query }
  }

  #readToken (end: number): SearchQuery | undefined {
    const start = this.#index
    const text = this.#readUntil(end, character => character === '~' || ENDS_OF_TOKEN.includes(character))
    const sent = this.#text.slice(start, this.#index)
    const distance = this.#readNumberAfterTilde(end)
    if (text === '') return undefined
    if (distance) return this.#clause({ kind: 'fuzzy', text, distance: Math.min(distance, MAX_FUZZY_DISTANCE) })
    const isPrefix = distance === undefined && text.length > 1 && sent.endsWith('*') && !sent.endsWith('\\*')
    return this.#clause(isPrefix ? { kind: 'prefix', text: text.slice(0, -1) } : { kind: 'words', text })
  }

  /** The text up to the first unescaped character for which `isEnd` holds. */
  #readUntil (end: number, isEnd: (character: string) => boolean): string {
    let text = ''
    for (; this.#index < end && !isEnd(this.#text[this.#index]!); this.#index++) {
      if (this.#text[this.#index] === '\\') this.#index++
      if (this.#index < end) text += this.#text[this.#index]
    }
    this.#index = Math.min(this.#index, end)
    return text
  }

  /** Parses `~N`: 2 for a tilde alone, 0 if N is invalid, `undefined` without a tilde. */
  #readNumberAfterTilde (end: number): number | undefined {
    if (this.#index >= end || this.#text[this.#index] !== '~') return undefined
    this.#index++
    const start = this.#index
    while (this.#index < end && !ENDS_OF_TOKEN.includes(this.#text[this.#index]!)) this.#index++
    const number = this.#text.slice(start, this.#index)
    return number === '' ? MAX_FUZZY_DISTANCE : /^\+?\d{1,9}$/.test(number) ? Number(number) : 0
  }

  #clause (query: SearchQuery & { text: string }): SearchQuery | undefined {
    if (++this.#clauses > MAX_CLAUSES) throw tooManyClauses(MAX_CLAUSES)
    const isAnalyzed = query.kind === 'words' || query.kind === 'phrase'
    return isAnalyzed && this.#syntax.isEmpty(query.text) ? undefined : query
  }
}
