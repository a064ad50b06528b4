/** A cause in Elasticsearch's format. */
export interface Cause { readonly type: string, readonly reason: string, readonly [key: string]: unknown }

/** An error of Elasticsearch, in its own format. */
export class ElasticsearchError extends Error {
  override readonly name = 'ElasticsearchError'
  readonly statusCode: number
  readonly rootCause: Cause
  /** The cause at the top level: the root cause, unless another wraps it. */
  readonly outerCause: Cause

  constructor (statusCode: number, rootCause: Cause, outerCause: Cause = rootCause) {
    super(rootCause.reason)
    this.statusCode = statusCode
    this.rootCause = rootCause
    this.outerCause = outerCause
  }

  toJSON () {
    return { error: { root_cause: [this.rootCause], ...this.outerCause }, status: this.statusCode }
  }
}

/** A position in a body, in Elasticsearch's format. */
interface Place { readonly line: number, readonly col: number }

const printed = ({ line, col }: Place) => `[${line}:${col}]`

export const parsingFailure = (reason: string, place: Place) => new ElasticsearchError(400, { type: 'parsing_exception', reason, ...place })

/** The error for an unknown query or aggregation. */
export function unknownName (what: string, name: string, place: Place): ElasticsearchError {
  const cause = { type: 'parsing_exception', reason: `${what} [${name}]`, ...place }
  const caused_by = { type: 'named_object_not_found_exception', reason: `${printed(place)} unknown field [${name}]` }
  return new ElasticsearchError(400, cause, { ...cause, caused_by })
}

/** The error for content that a parser rejects at a place. */
export const contentFailure = (reason: string, place: Place) =>
  new ElasticsearchError(400, { type: 'x_content_parse_exception', reason: `${printed(place)} ${reason}` })

/** The error for an unknown option of a query or aggregation that parses its options as an object. */
export const unknownField = (parser: string, field: string, place: Place) => contentFailure(`[${parser}] unknown field [${field}]`, place)

/** The error for a value that an option does not accept. */
export function invalidOption (parser: string, option: string, reason: string, place: Place): ElasticsearchError {
  const { rootCause } = contentFailure(`[${parser}] failed to parse field [${option}]`, place)
  return new ElasticsearchError(400, rootCause, { ...rootCause, caused_by: { type: 'illegal_argument_exception', reason } })
}

/** The error for an empty clause (`{}`) at a place; Elasticsearch reports the position of its end. */
export const emptyClause = ({ line, col }: Place) =>
  illegalArgument(`query malformed, empty clause found at ${printed({ line, col: col + 1 })}`)

export const illegalArgument = (reason: string) => new ElasticsearchError(400, { type: 'illegal_argument_exception', reason })

export const indexNotFound = (index: string) => new ElasticsearchError(404, {
  type: 'index_not_found_exception',
  reason: `no such index [${index}]`,
  'resource.type': 'index_or_alias',
  'resource.id': index,
  index_uuid: '_na_',
  index,
})

/**
 * The error for a search that fails while it is executed. It repeats a cause that is not one of Elasticsearch's own exceptions.
 * Source: Elasticsearch's action/search/{AbstractSearchAsyncAction,SearchPhaseExecutionException}.java
 */
export const searchFailure = (rootCause: Cause) =>
  new ElasticsearchError(400, rootCause, {
    type: 'search_phase_execution_exception',
    reason: 'all shards failed',
    phase: 'query',
    grouped: true,
    ...(rootCause.type === 'illegal_argument_exception' && { caused_by: { ...rootCause, caused_by: rootCause } }),
  })

export const invalidDate = (reason: string) => searchFailure({ type: 'parse_exception', reason })
