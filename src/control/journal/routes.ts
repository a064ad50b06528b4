import type { IncomingHttpHeaders } from 'node:http'
import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { printValue } from '../../input/describe-schema.js'
import { InvalidInput } from '../../input/invalid-input.js'
import { sendEventStream } from '../event-stream.js'
import { answering, doing } from '../route.js'
import { ControlErrorSchema, eventStreamSchema } from '../schema.js'
import { FilterSchema } from './filter.js'
import { HarSchema } from './har.js'
import { RecordedRequestSchema } from './recorded-request.js'
import { PageSchema, RequestsQuerySchema } from './schema.js'
import { ExpectationSchema, VerificationSchema } from './verify.js'
import { WaitOptionsSchema } from './wait-options.js'

const strict = { additionalProperties: false }
const EXAMPLE = { requests: RecordedRequestSchema.examples }
const RequestsSchema = Type.Object(
  { requests: Type.Array(RecordedRequestSchema, { description: 'the requests, oldest first by default' }) }, { examples: [EXAMPLE] },
)
const match = Type.Optional({ ...FilterSchema, description: 'the filter; all requests if absent' })
const FollowedRequestsSchema = eventStreamSchema('request', RecordedRequestSchema.examples[0])
const FindBodySchema = Type.Object(
  { match, ...PageSchema.properties, format: RequestsQuerySchema.properties.format },
  { ...strict, examples: [{ match: { path: '/api/cases', body: { cases: [{ id: 'case-1' }] } }, order: 'desc', limit: 10 }] },
)
const FollowBodySchema = Type.Object({
  match,
  after: Type.Optional(Type.Integer({
    description: 'also sends earlier requests whose id is larger than this; the header last-event-id takes precedence',
  })),
}, { ...strict, examples: [{ match: { method: 'PATCH', path: '/api/cases' }, after: 12 }] })
const WaitBodySchema = Type.Object(
  { match, ...WaitOptionsSchema.properties }, { ...strict, examples: [{ match: { method: 'PATCH', path: '/api/cases' }, timeout: '10s' }] },
)
const FoundSchema = Type.Union([RequestsSchema, HarSchema], { examples: [EXAMPLE] })
// OpenAPI's form for responses of several types
const FoundRequestsSchema = {
  description: 'requests, or an HTTP Archive; with `follow`, an endless stream of server-sent events',
  content: {
    'application/json': { schema: FoundSchema, example: EXAMPLE },
    ...FollowedRequestsSchema.content,
  },
}

/** The id of the last request that a reconnecting client received, so that it gets those that it missed; NaN if there is none. */
const lastEventId = (headers: IncomingHttpHeaders) => Number(headers['last-event-id'] ?? NaN)

/** @throws InvalidInput for paging options, which a stream does not have */
function ensureNoPage (page: object): void {
  const [key, value] = Object.entries(page).find(([, value]) => value !== undefined) ?? []
  if (key !== undefined) throw new InvalidInput(key, 'nothing beside follow', printValue(value))
}

export const journalRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/requests', {
    schema: answering(
      'listRequests', 'List the requests of the code under test', FoundRequestsSchema, { querystring: RequestsQuerySchema },
    ),
  }, async ({ instance: { requests, closing }, query: { follow, format, limit, order, before, ...filter }, headers }, reply) => {
    if (follow) {
      ensureNoPage({ format, limit, order, before })
      const after = lastEventId(headers)
      return sendEventStream(reply, closing, send => requests.follow(filter, request => send('request', request, request.id), after))
    }
    const page = { ...(limit && { limit }), ...(order && { order }), ...(before !== undefined && { before }) }
    return format === 'har' ? requests.toHar(filter, page) : { requests: requests.all(filter, page) }
  })

  app.post('/requests/find', {
    schema: answering(
      'findRequests', 'Find requests, including by their bodies', FoundSchema, { body: Type.Optional(FindBodySchema) },
    ),
  }, async ({ instance, body }) => {
    const { match, format, ...page } = body ?? {}
    return format === 'har' ? instance.requests.toHar(match, page) : { requests: instance.requests.all(match, page) }
  })

  app.post('/requests/follow', {
    schema: answering(
      'followRequests', 'Follow requests, selected by their bodies too, as server-sent events', FollowedRequestsSchema,
      { body: Type.Optional(FollowBodySchema) },
    ),
  }, async ({ instance: { requests, closing }, body, headers }, reply) => {
    const { match, after = NaN } = body ?? {}
    const last = lastEventId(headers)
    // The header of a client that reconnects is newer than its body
    const from = Number.isNaN(last) ? after : last
    return sendEventStream(reply, closing, send => requests.follow(match, request => send('request', request, request.id), from))
  })

  app.post('/requests/wait', {
    schema: answering('waitForRequests', 'Wait for requests', RequestsSchema, { body: Type.Optional(WaitBodySchema) }),
  }, async ({ instance, body }) => {
    const { match, ...options } = body ?? {}
    return { requests: await instance.requests.waitFor(match, options) }
  })

  app.post('/requests/verify', {
    schema: {
      ...answering(
        'verifyRequests', 'Check an expectation about the requests; 406 if it does not hold', VerificationSchema,
        { body: ExpectationSchema },
      ),
      response: { 200: VerificationSchema, 406: VerificationSchema, '4xx': ControlErrorSchema },
    },
  }, async ({ instance, body }, reply) => {
    const verification = instance.requests.check(body)
    return reply.code(verification.verified ? 200 : 406).send(verification)
  })

  app.delete('/requests', {
    schema: doing('clearRequests', 'Forget all requests'),
  }, async ({ instance }, reply) => {
    instance.requests.clear()
    return reply.code(204).send()
  })
}
