import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Clock } from '../clock.js'
import { ControlErrorSchema } from './schema.js'

const TimeSchema = Type.String({ format: 'date-time', expected: 'an ISO 8601 time such as "2025-06-01T10:00:00.000Z"' })
const PaceSchema = Type.Number({ minimum: 0 })
const ClockSchema = Type.Object({ now: TimeSchema, frozen: Type.Boolean(), pace: PaceSchema })
const ClockChangeSchema = Type.Object({
  /** The time that it is from now on, later or earlier. */
  now: Type.Optional(TimeSchema),
  /** Whether it stands still. */
  frozen: Type.Optional(Type.Boolean()),
  /** Seconds per second. */
  pace: Type.Optional(PaceSchema),
}, { additionalProperties: false })
const DurationSchema = Type.Union([
  Type.Number(),
  Type.String({ pattern: '^-?\\d+(\\.\\d+)?\\s*(ms|s|m|h|d|w)$' }),
], { expected: 'milliseconds, or a text such as "500ms", "90s" or "2h"' })

const show = (clock: Clock) => ({ now: clock.iso(), frozen: clock.frozen, pace: clock.pace })

/** The time that a Kibana goes by. */
export const clockRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/clock', {
    schema: { operationId: 'getClock', tags: ['control'], response: { 200: ClockSchema, '4xx': ControlErrorSchema } },
  }, async ({ control }) => show(control.clock))

  app.put('/clock', {
    schema: { operationId: 'setClock', tags: ['control'], body: ClockChangeSchema, response: { 200: ClockSchema, '4xx': ControlErrorSchema } },
  }, async ({ control: { clock }, body: { now, frozen, pace } }) => {
    if (now !== undefined) clock.set(now)
    if (pace !== undefined) clock.setPace(pace)
    if (frozen === true) clock.freeze()
    if (frozen === false) clock.resume()
    return show(clock)
  })

  app.post('/clock/advance', {
    schema: { operationId: 'advanceClock', tags: ['control'], body: Type.Object({ by: DurationSchema }), response: { 200: ClockSchema, '4xx': ControlErrorSchema } },
  }, async ({ control, body }) => {
    control.clock.advance(body.by)
    return show(control.clock)
  })
}
