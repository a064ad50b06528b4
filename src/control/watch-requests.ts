import fp from 'fastify-plugin'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { targetOf } from '../kibana-http/target.js'
import type { Control } from './control.js'
import type { Controls } from './controls.js'
import { CUT, injectAfter, injectBefore } from './faults/inject-fault.js'
import { Entry } from './journal/entry.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the journal keeps of the request; `undefined` while nobody watches. */
    entry: Entry | undefined
  }
}

/**
 * Writes every Kibana request into the journal of its Kibana, and lets faults happen to it. Registered before the pipeline, so
 * that it sees a request first and an answer before it is compressed. Hooks have callbacks: each request passes here.
 */
export const watchRequests = fp<{ controls: Controls }>(async (app, { controls }) => {
  app.decorateRequest('entry')

  app.addHook('onRequest', (request, _reply, done) => {
    const { requests, faults, clock } = controls.of(request)
    if (requests.isOn || !faults.isEmpty) {
      const { raw, method, originalUrl } = request
      const { space } = targetOf(raw)
      request.entry = new Entry(requests.nextId(), clock.milliseconds(), { method, url: originalUrl, routedUrl: request.url, space, headers: request.headers })
      requests.open(request.entry)
    }
    done()
  })

  app.addHook('preValidation', (request, reply, done) => {
    const { entry } = request
    const control = controls.of(request)
    if (!entry || control.faults.isEmpty || request.is404) return done()
    meetRequest(entry, request)
    entry.fault = control.faults.take(entry)
    if (!entry.fault) return done()
    injectBefore(entry.fault.effect, request, reply, control).then(isOver => isOver ? settle(control, entry, request, reply, undefined) : done(), done)
  })

  app.addHook('onSend', (request, reply, payload, done) => {
    const { entry } = request
    if (!entry) return done(null, payload)
    meetRequest(entry, request)
    const sent = entry.fault ? injectAfter(entry.fault.effect, reply, payload) : payload
    settle(controls.of(request), entry, request, reply, sent)
    if (sent !== CUT) done(null, sent)
  })
})

function meetRequest (entry: Entry, { scope, routeOptions, body }: FastifyRequest): void {
  entry.user = scope?.user.username ?? undefined
  entry.route = routeOptions.url
  entry.body = body
}

/** Closes an entry, once; without a payload there was no answer. */
function settle ({ requests }: Control, entry: Entry, { check }: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  if (entry.isSettled) return
  entry.settle(check)
  if (!reply.raw.destroyed) {
    entry.status = reply.statusCode
    entry.payload = payload
  }
  requests.close(entry)
}
