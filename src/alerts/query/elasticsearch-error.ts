/** A cause as Elasticsearch prints it. */
export interface Cause { readonly type: string, readonly reason: string, readonly [key: string]: unknown }

/** A failure of Elasticsearch, in its own error format. */
export class ElasticsearchError extends Error {
  override readonly name = 'ElasticsearchError'
  readonly statusCode: number
  readonly rootCause: Cause
  /** The cause at the top level, if it is another: one that wraps the root cause. */
  readonly outerCause: Cause

  constructor (statusCode: number, rootCause: Cause, outer?: Cause | Readonly<Record<string, unknown>>) {
    super(rootCause.reason)
    this.statusCode = statusCode
    this.rootCause = rootCause
    this.outerCause = { ...rootCause, ...outer }
  }

  toJSON () {
    return { error: { root_cause: [this.rootCause], ...this.outerCause }, status: this.statusCode }
  }
}

/** A place in a body, as Elasticsearch names it. */
interface Place { readonly line: number, readonly col: number }

const printed = ({ line, col }: Place) => `[${line}:${col}]`

export const parsingFailure = (reason: string, place: Place) => new ElasticsearchError(400, { type: 'parsing_exception', reason, ...place })

/** A name that no parser knows, of a query or an aggregation. */
export function unknownName (what: string, name: string, place: Place): ElasticsearchError {
  const cause = { type: 'named_object_not_found_exception', reason: `${printed(place)} unknown field [${name}]` }
  return new ElasticsearchError(400, { type: 'parsing_exception', reason: `${what} [${name}]`, ...place }, { caused_by: cause })
}

/** An unknown option of a query or aggregation that reads its options as an object. */
export const unknownField = (parser: string, field: string, place: Place) =>
  new ElasticsearchError(400, { type: 'x_content_parse_exception', reason: `${printed(place)} [${parser}] unknown field [${field}]` })

export const emptyClause = (place: Place) =>
  illegalArgument(`query malformed, empty clause found at ${printed(place)}`)

export const illegalArgument = (reason: string) => new ElasticsearchError(400, { type: 'illegal_argument_exception', reason })

export const indexNotFound = (index: string) => new ElasticsearchError(404, {
  type: 'index_not_found_exception',
  reason: `no such index [${index}]`,
  'resource.type': 'index_or_alias',
  'resource.id': index,
  index_uuid: '_na_',
  index,
})

/** A search that fails where its query meets the documents. */
export const searchFailure = (rootCause: Cause) =>
  new ElasticsearchError(400, rootCause, { type: 'search_phase_execution_exception', reason: 'all shards failed', phase: 'query', grouped: true })

export const invalidDate = (reason: string) => searchFailure({ type: 'parse_exception', reason })
