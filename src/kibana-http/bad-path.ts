import type { FastifyReply, FastifyRequest } from 'fastify'
import { badRequest } from '../kibana-error.js'
import { responseHeaders } from './response-headers.js'
import { targetOf } from './target.js'
import { CUT, type Watch } from './watch.js'

/** Prepares a reply, and returns its body. */
type Refuse = (request: FastifyRequest, reply: FastifyReply) => string

/** Kibana's answer. */
const refuseAsKibana: Refuse = (request, reply) => {
  const { kibana } = targetOf(request.raw)
  reply.code(400).headers({ ...responseHeaders(kibana), 'content-type': 'application/json; charset=utf-8' })
  return JSON.stringify(badRequest('Bad Request'))
}

/** Answers a path that can't be percent-decoded. No hooks run for it, but the request log and faults still see it. */
export function answerBadPath (watch: Watch, request: FastifyRequest, reply: FastifyReply, refuse = refuseAsKibana): void {
  // The pipeline, which sets these, does not run
  request.check = 'route'
  watch.begin(request)
  const step = watch.meet(request, reply)
  const answer = () => {
    const sent = watch.end(request, reply, refuse(request, reply))
    if (sent === CUT) return
    watch.sent(request, reply)
    reply.send(sent)
  }
  if (step) step.then(isOver => { if (!isOver) answer() }, () => reply.raw.destroy())
  else answer()
}
