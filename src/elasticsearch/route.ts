import type { FastifyRequest } from 'fastify'
import type { Scope } from '../kibana/context.js'
import type { Difference } from '../versions/difference.js'
import type { Action } from './privileges.js'

/** A request, as passed to a route. */
export interface Call {
  readonly scope: Scope
  /** The path parameters; absent ones are empty. */
  readonly params: { readonly index: string, readonly id: string }
  readonly query: Readonly<Record<string, string>>
  /** The parsed body: JSON, the lines of NDJSON, or `undefined` without a body. */
  readonly body: unknown
  /** The `authorization` header. */
  readonly authorization: string | undefined
}

/** A route of Elasticsearch, as data, so that the list of routes is a table. */
export interface ElasticsearchRoute {
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'DELETE')[]
  readonly path: string
  /** The versions that have the route; all of them, if absent. */
  readonly exists?: Difference
  /** The purpose, for the OpenAPI document. */
  readonly summary: string
  /** More about the request and the answer, for the OpenAPI document. */
  readonly description: string
  /** The query parameters that it accepts in addition to those of all routes, including some without an effect here. */
  readonly parameters?: readonly string[]
  /** The privilege on the cluster that the caller needs. */
  readonly action?: Action
  /** Returns the body of the response, or an `Answer` if the status is not 200. */
  readonly answer: (call: Call) => object
}

/** Whether a query parameter is switched on: `?pretty` or `?pretty=true`. */
export const isOn = (parameter: string | undefined): boolean => parameter === '' || parameter === 'true'

/** The parts of a request that a route reads. */
export const callOf = ({ scope, params, query, body, headers: { authorization } }: FastifyRequest): Call => ({
  scope,
  params: { index: '', id: '', ...params as object },
  query: query as Record<string, string>,
  body: body ?? undefined,
  authorization,
})
