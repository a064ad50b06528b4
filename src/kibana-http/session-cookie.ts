import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '../security/sessions.js'
import { serverBasePath, targetOf } from './target.js'

// Source: docs/reference/kibana/neighbours.md §2.3

const COOKIE = /(?:^|;)\s*sid=([^;]*)/

/** The header that says why the cookie of a session was rejected. */
const PROBLEM_HEADER = 'kbn-session-error-reason'

/** Sets a cookie for all paths of the request's Kibana. */
function setCookie (request: FastifyRequest, reply: FastifyReply, value: string): void {
  const target = targetOf(request.raw)
  const secure = target.kibana.settings.isSecure ? 'Secure; ' : ''
  reply.header('set-cookie', `sid=${value}; ${secure}HttpOnly; Path=${serverBasePath(target) || '/'}`)
}

/** Sends the cookie of a session. */
export function sendSession (request: FastifyRequest, reply: FastifyReply, session: Session): void {
  setCookie(request, reply, targetOf(request.raw).kibana.security.sessions.seal(session))
}

/** Deletes the cookie of a session. */
export function forgetSession (request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, '; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT')
}

/**
 * Finds the session of a request by its cookie. An invalid cookie is deleted, and a header says why.
 * @returns the session, if there is one
 */
export function findSession (request: FastifyRequest, reply: FastifyReply): Session | undefined {
  const [, value = ''] = COOKIE.exec(request.headers.cookie ?? '') ?? []
  if (value === '') return undefined
  const { security, clock } = targetOf(request.raw).kibana
  const found = security.sessions.find(value, clock.milliseconds())
  if (typeof found === 'object') return found
  forgetSession(request, reply)
  if (found) reply.header(PROBLEM_HEADER, found)
  return undefined
}

/** Removes the reason from the headers and returns it, because pages pass it on in the URL. */
export function takeSessionProblem (reply: FastifyReply): string | undefined {
  const problem = reply.getHeader(PROBLEM_HEADER)
  reply.removeHeader(PROBLEM_HEADER)
  return problem === undefined ? undefined : String(problem)
}

/** Restarts the idle time of a request's session, except for background requests of Kibana's pages. */
export function renewSession (request: FastifyRequest, reply: FastifyReply, session: Session): void {
  if (/^true$/i.test(String(request.headers['kbn-system-request']))) return
  const { security, clock } = targetOf(request.raw).kibana
  sendSession(request, reply, security.sessions.renew(session, clock.milliseconds()))
}
