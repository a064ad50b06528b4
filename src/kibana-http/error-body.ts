import { Type } from '@sinclair/typebox'

/** The body of every error response. Source: Kibana's core router response adapter. */
export const ErrorBodySchema = Type.Object({
  statusCode: Type.Integer(),
  error: Type.String(),
  message: Type.String(),
  attributes: Type.Optional(Type.Object({}, { additionalProperties: true })),
})
