import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { passDelay } from '../input/duration.js'
import { pathOf } from '../kibana-http/paths.js'
import { targetOf } from '../kibana-http/target.js'
import { CUT, type Watch } from '../kibana-http/watch.js'
import type { Instance } from './instance.js'
import { instanceOf } from './instances.js'
import { failReply } from './faults/answers.js'
import { ELASTICSEARCH_ERRORS, KIBANA_ERRORS } from './faults/error-answers.js'
import { injectAfter, injectBefore } from './faults/inject-fault.js'
import { Entry } from './journal/entry.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The log entry of the request; `undefined` if the log is off, and there are neither followers nor faults. */
    entry: Entry | undefined
  }
}

/**
 * Records every request in the log of its instance, and applies faults to it.
 * @param service the listener, if it is not Kibana's
 */
export function watchRequests (app: FastifyInstance, service?: 'elasticsearch'): Watch {
  app.decorateRequest('entry')
  const errors = service ? ELASTICSEARCH_ERRORS : KIBANA_ERRORS
  return {
    begin (request) {
      const { requests, faults, clock } = instanceOf(request)
      if (!requests.isUsed && faults.isEmpty) return
      const { raw, method, originalUrl } = request
      const { space } = targetOf(raw)
      const headers = requests.headers.of(raw)
      request.entry = new Entry(
        requests.nextId(), clock.iso(), { method, url: originalUrl, routedUrl: request.url, space, headers, service },
      )
      requests.open(request.entry)
    },

    stub (request, reply) {
      const { stubs, chance, closing } = instanceOf(request)
      const claimed = stubs.isEmpty ? undefined : stubs.claim(request.method, [pathOf(request.url), pathOf(request.originalUrl)])
      if (!claimed) return undefined
      // A check or a fault may answer first
      reply.raw.once('close', claimed.release)
      const { active: { id, rule: { delay, status = 200, ...answer } } } = claimed
      return reply => {
        claimed.answer()
        if (request.entry) request.entry.stub = id
        passDelay(delay, () => chance.fraction(), closing).then(() => reply.send(failReply(reply, { ...answer, status }, errors)))
      }
    },

    meet (request, reply) {
      const { entry } = request
      const instance = instanceOf(request)
      if (!entry || instance.faults.isEmpty) return undefined
      meetRequest(entry, request)
      entry.fault = instance.faults.take(entry)
      if (!entry.fault) return undefined
      const send = (body: unknown) => {
        // For a request outside the pipeline, `end` is not called
        entry.answer = body
        reply.send(body)
      }
      return injectBefore(entry.fault.effect, request, reply, instance, errors, send).then(isOver => {
        if (isOver) settle(instance, entry, request, reply)
        return isOver
      })
    },

    answer ({ entry }, payload) {
      if (entry) entry.answer = payload
    },

    end (request, reply, payload) {
      const { entry } = request
      if (!entry) return payload
      meetRequest(entry, request)
      const instance = instanceOf(request)
      const sent = entry.fault ? injectAfter(entry.fault.effect, reply, payload, instance.closing, errors) : payload
      const isSlow = sent === CUT && entry.fault?.effect.bytesPerSecond !== undefined
      if (isSlow) entry.answer ??= payload
      else if (sent !== payload || entry.answer === undefined) entry.answer = typeof sent === 'string' ? sent : undefined
      if (sent === CUT) settle(instance, entry, request, reply)
      return sent
    },

    sent (request, reply) {
      if (request.entry) settle(instanceOf(request), request.entry, request, reply)
    },
  }
}

function meetRequest (entry: Entry, { scope, route, body, json }: FastifyRequest): void {
  entry.user = scope?.user.username ?? undefined
  entry.failure = scope?.failure
  // A path that can't be decoded has no route
  entry.route = route?.url
  entry.setBody(Buffer.isBuffer(body) ? body.toString() : body, json)
}

/** Closes an entry, once. */
function settle ({ requests }: Instance, entry: Entry, { check }: FastifyRequest, reply: FastifyReply): void {
  if (entry.isSettled) return
  entry.settle(check)
  // The whole answer may already have been sent
  const isCut = reply.raw.destroyed && !reply.raw.writableEnded
  if (isCut || entry.fault?.effect.hang) entry.answer = undefined
  else {
    entry.status = reply.statusCode
    entry.answerHeaders = reply.getHeaders()
  }
  requests.close(entry)
}
