import { Type } from '@sinclair/typebox'

/** The body of an error of the control routes. */
export const ControlErrorSchema = Type.Object({
  statusCode: Type.Integer(),
  error: Type.String(),
  message: Type.String(),
  /** For bad input: the place in it, and what should have stood there. */
  path: Type.Optional(Type.String()),
  expected: Type.Optional(Type.String()),
})

export const NothingSchema = Type.Void({ description: 'done' })
