import type { FastifyReply, FastifyRequest } from 'fastify'
import { badRequest } from '../kibana-error.js'
import { responseHeaders } from './response-headers.js'
import { targetOf } from './target.js'
import { CUT, type Watch } from './watch.js'

/** Answers a path that can't be percent-decoded. It never reaches the pipeline, but the request log and faults still see it. */
export function answerBadPath (watch: Watch, request: FastifyRequest, reply: FastifyReply): void {
  // The pipeline, which sets these, does not run
  request.check = 'route'
  watch.begin(request)
  const step = watch.meet(request, reply)
  if (step) step.then(isOver => { if (!isOver) answer(watch, request, reply) }, () => reply.raw.destroy())
  else answer(watch, request, reply)
}

function answer (watch: Watch, request: FastifyRequest, reply: FastifyReply): void {
  const { kibana } = targetOf(request.raw)
  reply.code(400).headers({ ...responseHeaders(kibana), 'content-type': 'application/json; charset=utf-8' })
  const sent = watch.end(request, reply, JSON.stringify(badRequest('Bad Request')))
  if (sent !== CUT) reply.send(sent)
}
