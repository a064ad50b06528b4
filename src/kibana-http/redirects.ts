import type { FastifyReply, FastifyRequest } from 'fastify'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import type { Scope } from '../kibana/context.js'
import { forbidden } from '../kibana-error.js'
import { takeSessionProblem } from './session-cookie.js'

// Source: docs/reference/kibana/neighbours.md §1

/** The part of a URL before the path that is routed: sandbox, base path and space. */
function baseOf ({ originalUrl, url }: FastifyRequest): string {
  // `/s/soc` is routed as `/`
  return originalUrl.endsWith(url) ? originalUrl.slice(0, -url.length) : originalUrl.split('?', 1)[0]!
}

/** Whether a request for an unknown path comes from a browser, which is sent to the login page instead of being refused. */
export const isPage = ({ url, method, headers }: FastifyRequest): boolean =>
  (
    method === 'GET' || method === 'HEAD'
  ) && !/^\/(?:api|internal)\//.test(url) && headers['kbn-xsrf'] === undefined && headers['kbn-version'] === undefined

/** Sends a browser without credentials to the login page, from which it returns. */
export function redirectToLogin (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const base = baseOf(request)
  const problem = takeSessionProblem(reply)
  const why = problem === undefined ? '' : `&msg=${problem}`
  return redirect(reply, `${base}/login?next=${encodeURIComponent(base + request.url)}${why}`)
}

/** Redirects from the pages that only lead to another one; undefined for any other path. */
export function redirectPage (request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const base = baseOf(request)
  const [path] = request.url.split('?', 1)
  if (path === '/spaces/enter') return redirect(reply, `${base}/app/home`)
  if (path !== '/') return undefined
  if (/\/s\/[a-z0-9_-]+$/.test(base)) return redirect(reply, `${base}/spaces/enter`)
  const [space, ...others] = enterableSpaces(request.scope)
  if (space === undefined) return reply.code(403).send(forbidden('Forbidden').toJSON())
  if (others.length > 0) return redirect(reply, `${base}/spaces/space_selector`)
  return redirect(reply, space === DEFAULT_SPACE_ID ? `${base}/spaces/enter` : `${base}/s/${space}/spaces/enter`)
}

const enterableSpaces = ({ kibana, authorization }: Scope): string[] =>
  kibana.store.all('space').filter(({ id }) => authorization.inSpace(id).entersSpace).map(({ id }) => id)

/** Answers 302, without a body. */
export const redirect = (reply: FastifyReply, location: string): FastifyReply => reply.code(302).header('location', location).send()
