import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { ContentTypeSchema } from '../../input/content-type.js'
import { DelaySchema } from '../../input/duration.js'
import { JsonSchema } from '../../input/json-value.js'
import { FAULT_PRESETS } from './presets.js'

/** The effect of a fault on a request: one outcome, a delay, or both. */
export const EffectSchema = Type.Object({
  preset: Type.Optional(
    StringEnumSchema(Object.keys(FAULT_PRESETS), {
      description: 'a real-life outage, by name; see GET /_mock/presets', examples: ['proxy-502'],
    }),
  ),
  status: Type.Optional(
    Type.Integer(
      {
        minimum: 200,
        maximum: 599,
        description: 'answers with this status, and with the body that Kibana (or Elasticsearch) has for it unless body is given',
        examples: [503],
      },
    ),
  ),
  message: Type.Optional(Type.String({ description: 'the message in that body', examples: ['Maintenance until noon'] })),
  body: Type.Optional({ ...JsonSchema, description: 'the whole body: JSON, or plain text', examples: ['<html>502 Bad Gateway</html>'] }),
  contentType: Type.Optional({ ...ContentTypeSchema, examples: ['text/html'] }),
  headers: Type.Optional(
    Type.Record(Type.String(), Type.String(), { description: 'headers sent with that status', examples: [{ location: '/login' }] }),
  ),
  starting: Type.Optional(
    Type.Literal(true, { description: 'answers as a Kibana (or Elasticsearch) that is still starting: 503', examples: [true] }),
  ),
  conflict: Type.Optional(Type.Literal(
    true,
    {
      description: 'writes the case (comment, configuration, alert) just before, so that the version in the request is stale',
      examples: [true],
    },
  )),
  alertsConflict: Type.Optional(Type.Literal(
    true,
    {
      description:
        'another write to the alerts comes first, if the request writes any: 500, although the case is changed; 409 for alert triage ' +
          'and in Elasticsearch',
      examples: [true],
    },
  )),
  cut: Type.Optional(
    StringEnumSchema(['before-answer', 'in-body'], {
      description:
        "cuts the connection before the answer, or in the middle of its body (Kibana's, or that of a status or preset in this effect)",
      examples: ['in-body'],
    }),
  ),
  hang: Type.Optional(Type.Literal(true, { description: 'accepts the request and never answers', examples: [true] })),
  malformed: Type.Optional(Type.Literal(true, {
    description: "ends the text of the answer in the middle (Kibana's answer, or that of a status or preset in this effect)",
    examples: [true],
  })),
  bytesPerSecond: Type.Optional(Type.Integer({ minimum: 1, description: 'sends the answer at this speed', examples: [1000] })),
  delay: Type.Optional(DelaySchema),
  afterWrite: Type.Optional(
    Type.Literal(
      true, { description: 'handles the request first, then fails: the client never learns that it succeeded', examples: [true] },
    ),
  ),
}, { additionalProperties: false })

export type Effect = Static<typeof EffectSchema>
