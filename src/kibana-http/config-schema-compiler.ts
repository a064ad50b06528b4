import type { TSchema } from '@sinclair/typebox'
import type { FastifySchemaCompiler } from 'fastify'
import { configSchema } from '../decoding/config-schema.js'

const NAMESPACES: Readonly<Record<string, string>> = { params: 'request params', querystring: 'request query', body: 'request body' }

/** The `validatorCompiler` of routes outside Cases: Kibana's router checks their input with config-schema. */
export const configSchemaCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart = 'body' }) => {
  const decode = configSchema(schema)
  return input => {
    try {
      return { value: decode(input, NAMESPACES[httpPart]) }
    } catch (error) {
      return { error: error as Error }
    }
  }
}
