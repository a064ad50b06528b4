import { Type, type Static } from '@sinclair/typebox'
import { ContentTypeSchema } from '../input/content-type.js'
import { DelaySchema } from '../input/duration.js'
import { JsonSchema } from '../input/json-value.js'
import { MethodsSchema } from '../input/method.js'
import { PathPatternSchema } from '../input/path-pattern.js'

/** The example of a stub in the OpenAPI document. */
export const STUB_EXAMPLE = { method: 'GET', path: '/api/fleet/**', body: { items: [], total: 0 } }

/** An answer for a path that this server does not have, or instead of its own answer. */
export const StubSchema = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, description: 'generated if absent', examples: ['rules'] })),
  method: Type.Optional({
    ...MethodsSchema, description: 'the HTTP method, or one of several; any if absent. HEAD is answered as GET', examples: ['GET'],
  }),
  path: { ...PathPatternSchema, examples: ['/api/fleet/**'] },
  status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599, description: '200 if absent', examples: [200] })),
  body: Type.Optional({
    ...JsonSchema,
    description: "JSON, or a text as it is; if absent, nothing or, for an error status, Kibana's body",
    examples: [{ items: [], total: 0 }],
  }),
  contentType: Type.Optional({ ...ContentTypeSchema, examples: ['application/json'] }),
  headers: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'headers of the answer', examples: [{ etag: '"1"' }] })),
  times: Type.Optional(Type.Integer({ minimum: 1, description: 'requests that it answers; unlimited if absent', examples: [2] })),
  delay: Type.Optional(DelaySchema),
}, { additionalProperties: false, examples: [STUB_EXAMPLE] })
export type Stub = Static<typeof StubSchema>
