import { setTimeout } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { targetOf } from '../../kibana-http/target.js'
import { CUT } from '../../kibana-http/watch.js'
import type { Random } from '../../kibana/random.js'
import type { Instance } from '../instance.js'
import { toMilliseconds } from '../../input/duration.js'
import { cutBeforeAnswer, cutInBody, failReply } from './answers.js'
import { writeBefore } from './racing-write.js'
import type { Effect } from './effect-schema.js'

/** How long a delay is this time. */
function delayOf ({ delay = 0 }: Effect, random: Random): number {
  if (!Array.isArray(delay)) return toMilliseconds(delay)
  const [shortest, longest] = delay.map(toMilliseconds) as [number, number]
  return shortest + (longest - shortest) * random.fraction()
}

/**
 * What an effect does before the request is handled.
 * @returns whether the request has been answered, or never will be
 */
export async function injectBefore (effect: Effect, request: FastifyRequest, reply: FastifyReply, { chance, closing, events }: Instance): Promise<boolean> {
  const delay = delayOf(effect, chance)
  // A server that is closed waits for nobody
  if (delay > 0) await setTimeout(delay, undefined, { signal: closing }).catch(() => {})
  if (effect.conflict) {
    const { kibana, space } = targetOf(request.raw)
    events.quietly(() => writeBefore(request, kibana.store, space))
  }
  if (effect.afterWrite) return false
  if (effect.cut === 'before-answer') {
    cutBeforeAnswer(reply)
    return true
  }
  if (effect.status === undefined && !effect.starting) return false
  reply.send(failReply(reply, effect))
  return true
}

/**
 * What an effect does to an answer that is ready to be sent.
 * @returns what is sent, or CUT
 */
export function injectAfter (effect: Effect, reply: FastifyReply, payload: unknown): unknown {
  if (effect.afterWrite && effect.cut === 'before-answer') {
    cutBeforeAnswer(reply)
    return CUT
  }
  if (effect.afterWrite && !effect.cut) return failReply(reply, effect)
  if (typeof payload !== 'string') return payload
  // An answer without a body has a payload all the same
  if (effect.malformed && reply.statusCode !== 204) return payload.slice(0, Math.ceil(payload.length / 2))
  if (effect.cut !== 'in-body') return payload
  cutInBody(reply, payload)
  return CUT
}
