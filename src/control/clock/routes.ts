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

/** @throws InvalidInput if the clock rejects the value */
function attempt (change: () => void, path: string, expected: string, got: unknown): void {
  try {
    change()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InvalidInput(path, expected, printValue(got))
  }
}

export const clockRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/clock', {
    schema: answering('getClock', 'Read the clock', ClockSchema),
  }, async ({ instance }) => show(instance.clock))

  app.get('/clock/due', {
    schema: answering('listDue', 'List the case numbers and expiries that the clock will bring', DueSchema),
  }, async ({ instance }) => ({ due: dueOf(instance.kibana) }))

  app.put('/clock', {
    schema: answering('setClock', 'Set, freeze or pace the clock', ClockSchema, { body: ClockChangeSchema }),
  }, async ({ instance: { clock }, body: { now, frozen, pace } }) => {
    // First, so that nothing changes if it fails
    if (now !== undefined) attempt(() => clock.set(now), 'now', 'a time in a year from 0 to 9999', now)
    if (pace !== undefined) clock.setPace(pace)
    if (frozen === true) clock.freeze()
    if (frozen === false) clock.resume()
    return show(clock)
  })

  app.post('/clock/advance', {
    schema: answering('advanceClock', 'Move the clock forwards, or back', ClockSchema, { body: AdvanceSchema }),
  }, async ({ instance, body }) => {
    attempt(() => instance.clock.advance(body.by), 'by', 'a length that leads to a year from 0 to 9999', body.by)
    return show(instance.clock)
  })
}
