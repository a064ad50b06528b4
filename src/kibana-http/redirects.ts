import type { FastifyReply, FastifyRequest } from 'fastify'
import { noticePage } from './notice-page.js'
import { pathOf } from './paths.js'
import { takeSessionProblem } from './session-cookie.js'

// Source: docs/reference/kibana/neighbours.md §1

/** The part of a URL before the routed path: sandbox, base path and space. */
export function baseOf ({ originalUrl, url }: FastifyRequest): string {
  // `/s/soc` is routed as `/`
  return originalUrl.endsWith(url) ? originalUrl.slice(0, -url.length) : pathOf(originalUrl)
}

/** True if a request comes from a browser. Without valid credentials, it is redirected to the login page rather than rejected. */
export const isPage = ({ url, method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !/^\/(?:api|internal)\//.test(url) &&
    headers['kbn-xsrf'] === undefined && headers['kbn-version'] === undefined

/**
 * Sends a browser to the login page, with a link back: by a redirect, or from a page with status 401 if the request had a header with
 * invalid credentials.
 */
export function leadToLogin (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { headers: { authorization, cookie } } = request
  const base = baseOf(request)
  const next = `next=${encodeURIComponent(base + request.url)}`
  const problem = takeSessionProblem(reply)
  if (authorization === undefined) return redirect(reply, `${base}/login?${next}${problem === undefined ? '' : `&msg=${problem}`}`)
  const page = cookie === undefined ? 'login' : 'logout'
  return reply.code(401).header('refresh', `0;url=${base}/${page}?msg=UNAUTHENTICATED&${next}`).type('text/html; charset=utf-8')
    .send(noticePage('Not authenticated', 'The credentials of this request are not valid. Log in again.'))
}

/** Answers 302, without a body. Fastify sets no length on a HEAD of a path without a route. */
export const redirect = (reply: FastifyReply, location: string): FastifyReply =>
  reply.code(302).headers({ location, 'content-length': 0 }).send()
