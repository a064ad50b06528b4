import { toJson } from './answer-json.js'

/**
 * Fastify's option `schemaController`, without Fastify's own schema compilers, which are not in the package: plugins with schemas bring
 * their own, and responses are typed, so there is nothing to coerce or drop.
 */
export const NO_COMPILERS = {
  compilersFactory: {
    buildValidator: () => { throw new Error('a route with a schema needs a plugin with a validator compiler') },
    buildSerializer: () => () => toJson,
  },
} as const
