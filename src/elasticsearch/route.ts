import type { FastifyRequest } from 'fastify'
import type { Scope } from '../kibana/context.js'
import type { ClusterAction } from './privileges.js'

/** A request as a route sees it. */
export interface Call {
  readonly scope: Scope
  /** The parameters of the path; those that are absent are empty. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** The decoded body: JSON, the lines of NDJSON, or `undefined` without one. */
  readonly body: unknown
  /** The header with the credentials. */
  readonly authorization: string | undefined
}

/** A route of Elasticsearch: data, so that the list of routes is a table. */
export interface ElasticsearchRoute {
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'DELETE')[]
  readonly path: string
  /** The query parameters that it knows, beside those of all routes. Those without an effect here are among them. */
  readonly parameters?: readonly string[]
  /** The privilege on the cluster that the caller needs. */
  readonly action?: ClusterAction
  /** Returns the body of the answer, or an `Answer` with another status than 200. */
  readonly answer: (call: Call) => object
}

export const callOf = ({ scope, params, query, body, headers: { authorization } }: FastifyRequest): Call => ({
  scope,
  params: { index: '', id: '', ...params as object },
  query: query as Record<string, string>,
  body: body ?? undefined,
  authorization,
})
