import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasNoBody } from '../../input/check-body.js'
import { passDelay } from '../../input/duration.js'
import { targetOf } from '../../kibana-http/target.js'
import { CUT } from '../../kibana-http/watch.js'
import type { Instance } from '../instance.js'
import { cutBeforeAnswer, cutInBody, failReply, hang, sendSlowly } from './answers.js'
import type { Effect } from './effect-schema.js'
import type { ErrorAnswers } from './error-answers.js'
import { writeBefore } from './racing-write.js'

/**
 * Applies the part of an effect that comes before the request is handled.
 * @param send sends an answer
 * @returns whether the request is finished: answered, or left without an answer
 */
export async function injectBefore (
  effect: Effect, request: FastifyRequest, reply: FastifyReply, { chance, closing, events }: Instance, errors: ErrorAnswers,
  send: (body: unknown) => void,
): Promise<boolean> {
  // Closing the server cuts delays short
  await passDelay(effect.delay, () => chance.fraction(), closing)
  if (effect.conflict) {
    const { kibana, space } = targetOf(request.raw)
    events.quietly(() => writeBefore(request, kibana.store, space))
  }
  if (effect.alertsConflict && request.isAuthenticated) request.scope.alertsConflict = true
  if (effect.afterWrite) return false
  if (effect.cut === 'before-answer') {
    cutBeforeAnswer(reply)
    return true
  }
  if (effect.hang) {
    hang(reply, closing)
    return true
  }
  if (effect.status === undefined && !effect.starting) return false
  send(failReply(reply, effect, errors))
  return true
}

/** True for a response that is sent without its payload, which can then be neither cut off nor slowed down. */
const isBodiless = ({ statusCode, request }: FastifyReply) => request.method === 'HEAD' || hasNoBody(statusCode)

/**
 * Applies the part of an effect that changes an answer ready to be sent.
 * @returns the payload to send, or CUT
 */
export function injectAfter (effect: Effect, reply: FastifyReply, payload: unknown, closing: AbortSignal, errors: ErrorAnswers): unknown {
  if (effect.afterWrite && effect.cut === 'before-answer') {
    cutBeforeAnswer(reply)
    return CUT
  }
  const answered = effect.afterWrite && (effect.status !== undefined || effect.starting) ? failReply(reply, effect, errors) : payload
  if (typeof answered !== 'string' || isBodiless(reply)) return answered
  if (effect.malformed) return answered.slice(0, Math.ceil(answered.length / 2))
  if (effect.cut === 'in-body') cutInBody(reply, answered)
  else if (effect.bytesPerSecond !== undefined) sendSlowly(reply, answered, effect.bytesPerSecond, closing)
  else return answered
  return CUT
}
