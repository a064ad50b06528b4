import type { FastifyRequest } from 'fastify'

/** Converts the query's `types` to a list, as Kibana does before decoding: a single type arrives as a string. */
export function listTypes ({ query }: FastifyRequest): void {
  const { types } = query as { types?: unknown }
  if (types !== undefined) Object.assign(query as object, { types: [types].flat() })
}
