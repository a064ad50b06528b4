import type { FastifyRequest } from 'fastify'

/** Makes a list of the query's `types`, as Kibana does before it decodes: one type is a text, several are a list. */
export function listTypes ({ query }: FastifyRequest): void {
  const { types } = query as { types?: unknown }
  if (types !== undefined) Object.assign(query as object, { types: [types].flat() })
}
