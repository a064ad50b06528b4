import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ControlErrorSchema, EventStreamSchema, NothingSchema } from '../schema.js'
import { sendEventStream } from '../event-stream.js'
import { FilterSchema } from './filter.js'
import { HarSchema } from './har.js'
import { RecordedRequestSchema, RequestsQuerySchema } from './schema.js'
import { ExpectationSchema } from './verify.js'
import { WaitOptionsSchema } from './wait-options.js'

const RequestsSchema = Type.Object({ requests: Type.Array(RecordedRequestSchema) })
// As OpenAPI has it for answers of several types
const FoundRequestsSchema = {
  description: 'requests, or an HTTP Archive; with `follow`, server-sent events without an end',
  content: { 'application/json': { schema: Type.Union([RequestsSchema, HarSchema]) }, ...EventStreamSchema.content },
}
const VerificationSchema = Type.Object({ verified: Type.Boolean(), count: Type.Integer(), message: Type.String() })

/** What the code under test sent. */
export const journalRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/requests', {
    schema: { operationId: 'listRequests', tags: ['control'], querystring: RequestsQuerySchema, response: { 200: FoundRequestsSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance: { requests, closing }, query: { follow, format, ...filter } }, reply) => {
    if (follow) return sendEventStream(reply, closing, send => requests.follow(filter, request => send('request', request, request.id)))
    return format === 'har' ? requests.toHar(filter) : { requests: requests.all(filter) }
  })

  app.post('/requests/find', {
    schema: { operationId: 'findRequests', tags: ['control'], body: Type.Optional(FilterSchema), response: { 200: RequestsSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }) => ({ requests: instance.requests.all(body ?? {}) }))

  app.post('/requests/wait', {
    schema: {
      operationId: 'waitForRequests',
      tags: ['control'],
      body: Type.Optional(Type.Object({ match: Type.Optional(FilterSchema), ...WaitOptionsSchema.properties }, { additionalProperties: false })),
      response: { 200: RequestsSchema, '4xx': ControlErrorSchema },
    },
  }, async ({ instance, body }) => {
    const { match, ...options } = body ?? {}
    return { requests: await instance.requests.waitFor(match, options) }
  })

  app.post('/requests/verify', {
    schema: { operationId: 'verifyRequests', tags: ['control'], body: ExpectationSchema, response: { 200: VerificationSchema, 406: VerificationSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }, reply) => {
    const verification = instance.requests.check(body)
    return reply.code(verification.verified ? 200 : 406).send(verification)
  })

  app.delete('/requests', {
    schema: { operationId: 'clearRequests', tags: ['control'], response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance }, reply) => {
    instance.requests.clear()
    return reply.code(204).send()
  })
}
