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

/** A 204. JSON Schema has no word for no body; `null` is what the OpenAPI document takes for it. */
export const NothingSchema = Type.Unsafe<void>({ type: 'null', description: 'done' })

/** What `sendEventStream` answers, as OpenAPI has it for what is no JSON. */
export const EventStreamSchema = { description: 'server-sent events, the data of each as JSON', content: { 'text/event-stream': { schema: Type.String() } } }
