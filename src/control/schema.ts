import { Type } from '@sinclair/typebox'

/** The body of an error of the control routes. */
export const ControlErrorSchema = Type.Object({
  statusCode: Type.Integer({ description: 'the HTTP status' }),
  error: Type.String({ description: 'the reason phrase of the status' }),
  message: Type.String({ description: 'the reason, in one line' }),
  path: Type.Optional(Type.String({ description: 'for invalid input: the place in it' })),
  expected: Type.Optional(Type.String({ description: 'for invalid input: the right kind of value for that place' })),
})

/** The path parameter of routes about one rule, snapshot, webhook, file or sandbox. */
export const idParamsSchema = (description: string) => Type.Object({ id: Type.String({ description }) })

/** A 204. JSON Schema cannot express "no body"; the OpenAPI document uses `null` for it. */
export const NothingSchema = Type.Unsafe<void>({ type: 'null', description: 'done' })

/** The response of `sendEventStream`, in OpenAPI's form for responses that are not JSON. */
export const eventStreamSchema = (event: string, data: object) => ({
  description: 'server-sent events, the data of each as JSON',
  content: { 'text/event-stream': { schema: Type.String(), example: `event: ${event}\ndata: ${JSON.stringify(data)}\n\n` } },
})
