import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Clock } from '../../kibana/clock.js'
import { SignedDurationSchema } from '../../input/duration.js'
import { InvalidInput } from '../../input/invalid-input.js'
import { printValue } from '../../input/describe-schema.js'
import { DueSchema, dueOf } from './due.js'
import { answering } from '../route.js'
import { TimeSchema } from '../../input/time.js'

const ClockSchema = Type.Object({
  now: { ...TimeSchema, description: 'the time, as an ISO string' },
  frozen: Type.Boolean({ description: 'whether the clock is stopped' }),
  pace: Type.Number({ minimum: 0, description: 'seconds of this clock per real second' }),
}, { examples: [{ now: '2025-06-01T12:00:00.000Z', frozen: true, pace: 1 }] })
const ClockChangeSchema = Type.Object({
  now: Type.Optional({ ...TimeSchema, description: 'the new time; unchanged if absent' }),
  frozen: Type.Optional(Type.Boolean({ description: 'true stops the clock, false starts it again' })),
  pace: Type.Optional(Type.Number({ minimum: 0, description: 'seconds of this clock per real second' })),
}, { additionalProperties: false, examples: [{ now: '2025-06-01T12:00:00.000Z', frozen: true }] })
const AdvanceSchema = Type.Object({
  by: {
    ...SignedDurationSchema,
    description: 'how far: milliseconds, or a number with its unit (ms, s, m, h, d, w); a negative one moves the clock back',
  },
}, { examples: [{ by: '2h' }] })

const show = (clock: Clock) => ({ now: clock.iso(), frozen: clock.frozen, pace: clock.pace })

/** @throws InvalidInput if the new time would be outside the years of the clock */
function advance (clock: Clock, by: number | string): void {
  try {
    clock.advance(by)
  } catch (error) {
    throw error instanceof InvalidInput ? new InvalidInput('by', error.expected, printValue(by)) : error
  }
}

export const clockRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/clock', {
    schema: answering('getClock', 'Read the clock', ClockSchema),
  }, async ({ instance }) => show(instance.clock))

  app.get('/clock/due', {
    schema: answering('listDue', 'List upcoming case numbers and expiries', DueSchema),
  }, async ({ instance }) => ({ due: dueOf(instance.kibana) }))

  app.put('/clock', {
    schema: answering('setClock', 'Set, freeze or pace the clock', ClockSchema, { body: ClockChangeSchema }),
  }, async ({ instance: { clock }, body: { now, frozen, pace } }) => {
    if (now !== undefined) clock.set(now)
    if (pace !== undefined) clock.setPace(pace)
    if (frozen === true) clock.freeze()
    if (frozen === false) clock.resume()
    return show(clock)
  })

  app.post('/clock/advance', {
    schema: answering('advanceClock', 'Move the clock forwards, or back', ClockSchema, { body: AdvanceSchema }),
  }, async ({ instance: { clock }, body: { by } }) => {
    advance(clock, by)
    return show(clock)
  })
}
