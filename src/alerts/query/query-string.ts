import type { SavedAlert } from '../alert.js'
import { ensureKnown, type ClauseParser, type Parsing, type Query } from './clause.js'
import { illegalArgument, searchFailure } from './elasticsearch-error.js'
import { between, fieldExists, holdsPhrase, holdsSome, matchValue, valueLike } from './field-clauses.js'
import { patternOf } from '../../decoding/wildcard.js'
import { leavesOf } from './values.js'

/** The tokens of a query string: brackets, operators, fields with their colon, phrases, ranges and words. */
const TOKEN =
  /\s*(?:([()])|(&&|\|\|)|([+\-!](?=\S))|((?:\\.|[^\s():"[\]{}\\])+:)|("(?:\\.|[^"\\])*")|([[{][^\]}]*[\]}])|((?:\\.|[^\s():"[\]{}\\])+))/y
const RANGE = /^([[{])\s*(\S+)\s+TO\s+(\S+?)\s*([\]}])$/
const COMPARISON = /^(>=|<=|>|<)(.+)$/
const COMPARISONS: Readonly<Record<string, string>> = { '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' }

/** Maximum depth of nesting. */
const MAX_DEPTH = 500

/** Tokens that end a part, or join it to the next. */
const BETWEEN_PARTS = [')', 'OR', '||', 'AND', '&&']

type Matches = Query['matches']
interface Settings { readonly fields: readonly string[], readonly isAnd: boolean }

function tokensOf (text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const end = text.trimEnd().length
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text)
    if (!match) throw malformed(text)
    tokens.push(match.slice(1).find(part => part !== undefined)!)
  }
  return tokens
}

const malformed = (text: string) => searchFailure({ type: 'query_shard_exception', reason: `Failed to parse query [${text}]` })
const unescape = (text: string) => text.replace(/\\(.)/g, '$1')

/** Parses the tokens of a query string, by recursive descent. */
class QueryStringParser {
  readonly #text: string
  /** The remaining tokens, the next one last. */
  readonly #tokens: string[]
  readonly #settings: Settings
  readonly #parsing: Parsing
  #depth = 0

  constructor (text: string, settings: Settings, parsing: Parsing) {
    this.#text = text
    this.#tokens = tokensOf(text).reverse()
    this.#settings = settings
    this.#parsing = parsing
  }

  parse (): Matches {
    const matches = this.#tokens.length === 0 ? () => false : this.#either(undefined)
    if (this.#tokens.length > 0) throw malformed(this.#text)
    return matches
  }

  #take (...tokens: readonly string[]): boolean {
    const isNext = tokens.includes(this.#tokens.at(-1)!)
    if (isNext) this.#tokens.pop()
    return isNext
  }

  #either (field: string | undefined): Matches {
    const parts = [this.#all(field)]
    while (this.#take('OR', '||') || (!this.#settings.isAnd && this.#goesOn())) parts.push(this.#all(field))
    return alert => parts.some(matches => matches(alert))
  }

  #all (field: string | undefined): Matches {
    const parts = [this.#one(field)]
    while (this.#take('AND', '&&') || (this.#settings.isAnd && this.#goesOn())) parts.push(this.#one(field))
    return alert => parts.every(matches => matches(alert))
  }

  #goesOn (): boolean {
    const next = this.#tokens.at(-1)
    return next !== undefined && !BETWEEN_PARTS.includes(next)
  }

  /** Parses one part. The depth is limited, since deeply nested brackets and operators could overflow the stack. */
  #one (field: string | undefined): Matches {
    if (++this.#depth > MAX_DEPTH) throw malformed(this.#text)
    const matches = this.#part(field)
    this.#depth--
    return matches
  }

  #part (field: string | undefined): Matches {
    if (this.#take('NOT', '!', '-')) {
      const matches = this.#one(field)
      return alert => !matches(alert)
    }
    this.#take('+')
    if (this.#take('(')) {
      const matches = this.#either(field)
      if (!this.#take(')')) throw malformed(this.#text)
      return matches
    }
    const token = this.#tokens.pop()
    if (token === undefined || BETWEEN_PARTS.includes(token)) throw malformed(this.#text)
    if (token.endsWith(':') && !token.endsWith('\\:')) return this.#one(unescape(token.slice(0, -1)))
    return field === undefined ? this.#inFields(token) : this.#leaf(field, token).matches
  }

  /** Matches a token without a field in the default fields, or in any field. */
  #inFields (token: string): Matches {
    const { fields } = this.#settings
    if (token === '*') return () => true
    return alert => fieldsOf(alert, fields).some(field => this.#leaf(field, token).matches(alert))
  }

  #leaf (field: string, token: string): Query {
    const [, open, low, high, close] = RANGE.exec(token) ?? []
    if (open !== undefined) {
      return between(field, {
        ...(low !== '*' && { [open === '[' ? 'gte' : 'gt']: low }),
        ...(high !== '*' && { [close === ']' ? 'lte' : 'lt']: high }),
      }, this.#parsing)
    }
    const [, comparison, bound] = COMPARISON.exec(token) ?? []
    if (comparison !== undefined) return between(field, { [COMPARISONS[comparison]!]: bound }, this.#parsing)
    const { now } = this.#parsing
    if (token.startsWith('"')) {
      const phrase = unescape(token.slice(1, -1))
      return field === '_exists_' ? fieldExists(phrase) : matchValue(field, phrase, holdsPhrase, now)
    }
    const word = unescape(token)
    if (field === '_exists_') return fieldExists(word)
    if (token === '*') return fieldExists(field)
    return /[*?]/.test(token) ? valueLike(field, word) : matchValue(field, word, holdsSome, now)
  }
}

function fieldsOf ({ attributes: { source } }: SavedAlert, patterns: readonly string[]): readonly string[] {
  if (!patterns.some(pattern => pattern.includes('*'))) return patterns
  const paths = [...leavesOf(source).keys()]
  return patterns.flatMap(pattern => pattern.includes('*') ? paths.filter(path => patternOf(pattern).test(path)) : [pattern])
}

/** The query `query_string`: fields, phrases, wildcards, ranges and operators. */
export const queryString: ClauseParser = (options, parsing) => {
  ensureKnown('query_string', options, ['query', 'default_field', 'fields', 'default_operator', 'analyze_wildcard', 'lenient'], parsing)
  const { query, fields, default_field: field = '*', default_operator: operator = 'or' } = options
  if (typeof query !== 'string') throw illegalArgument('[query_string] must be provided with a [query]')
  const names = (Array.isArray(fields) ? fields : [field]).map(name => String(name).replace(/\^[\d.]+$/, ''))
  return {
    scores: true,
    matches: new QueryStringParser(query, { fields: names, isAnd: String(operator).toLowerCase() === 'and' }, parsing).parse(),
  }
}
