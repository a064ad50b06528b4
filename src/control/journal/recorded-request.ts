import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../../decoding/limits.js'
import { FAILURES } from '../../documents/failure.js'
import { EffectSchema } from '../faults/effect-schema.js'

const TextsSchema = (description: string) => Type.Record(
  Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]), { description },
)

/** A request as shown in the request log. */
export const RecordedRequestSchema = Type.Object({
  id: Type.Integer({ description: 'counts up from 1 with each request' }),
  at: Type.String({ description: "time of arrival, by the server's clock" }),
  receivedAt: Type.String({ description: 'time of arrival in real time' }),
  method: Type.String({ description: 'the HTTP method' }),
  path: Type.String({ description: 'the path without base path, space and query' }),
  query: TextsSchema('the query parameters'),
  url: Type.String({ description: 'the URL as sent' }),
  space: Type.String({ description: 'the id of the space' }),
  user: NullableSchema(Type.String(), { description: 'null if the request was refused before authentication' }),
  route: NullableSchema(Type.String(), { description: 'the path of the route, such as /api/cases/{case_id}; null if there is none' }),
  headers: TextsSchema('the headers, with credentials masked'),
  body: Type.Unknown({ description: 'the decoded body; null without one, or if it could not be read' }),
  status: NullableSchema(Type.Integer(), { description: 'null until there is an answer, and if the connection was cut' }),
  answerHeaders: TextsSchema('the headers of the answer'),
  answer: Type.Unknown({ description: 'the decoded body of the answer; null without one' }),
  duration: NullableSchema(Type.Number(), { description: 'milliseconds until the answer was ready, or the connection cut' }),
  refusedBy: NullableSchema(Type.String(), {
    description: 'the check that refused the request; null for any other answer, also for an error of a fault or stub',
  }),
  fault: NullableSchema(Type.Object({
    id: Type.String({ description: 'the id of the fault' }),
    effect: { ...EffectSchema, description: 'the effect applied to the request' },
  }), { description: 'the fault that applied to the request' }),
  failure: NullableSchema(Type.Object({
    id: Type.String({ description: 'the id of the failure' }),
    failure: Type.Optional(StringEnumSchema(FAILURES, { description: 'the kind of failure' })),
    preset: Type.Optional(Type.String({ description: 'the preset of the failure' })),
  }), { description: 'the failure of an external system that affected the request' }),
  stub: NullableSchema(Type.String(), { description: 'the id of the stub that answered the request' }),
  service: Type.Optional(Type.Literal('elasticsearch', {
    description: "for a request to Elasticsearch's listener; absent for all others",
  })),
}, {
  examples: [{
    id: 1,
    at: '2025-06-01T10:00:00.000Z',
    receivedAt: '2025-06-01T10:00:00.000Z',
    method: 'PATCH',
    path: '/api/cases',
    query: {},
    url: '/api/cases',
    space: 'default',
    user: 'elastic',
    route: '/api/cases',
    headers: { 'kbn-xsrf': 'true', 'content-type': 'application/json' },
    body: { cases: [{ id: 'case-1', version: 'WzAsMV0=', status: 'closed' }] },
    status: 409,
    answerHeaders: { 'content-type': 'application/json; charset=utf-8' },
    answer: {
      statusCode: 409,
      error: 'Conflict',
      message: 'These cases case-1 have been updated. Please refresh before saving additional updates.',
    },
    duration: 1.5,
    refusedBy: 'operation',
    fault: null,
    failure: null,
    stub: null,
  }],
})
/** A request as shown in the request log. */
export interface RecordedRequest extends Readonly<Static<typeof RecordedRequestSchema>> {}
