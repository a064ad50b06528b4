import type { FastifyReply, FastifyRequest } from 'fastify'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import type { Scope } from '../kibana/context.js'
import { forbidden } from '../kibana-error.js'
import { baseOf, redirect } from '../kibana-http/redirects.js'
import { serverBasePath, targetOf } from '../kibana-http/target.js'
import { nextAfterLogin } from '../neighbours/session/login.js'
import { enteringASpaceHasATarget, targetKeepsItsQuery } from './versions.js'

// Source: Kibana's spaces/server/lib/request_interceptors/on_post_auth_interceptor.ts, spaces/server/routes/views/index.ts

const SPACE_SELECTOR = '/spaces/space_selector'

/**
 * GET `/`: redirects to the user's only space, or to the space selector. A path with a space redirects into it, even if it is unknown.
 * @throws KibanaError 403 for a user without a space
 */
export function enterKibana (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const base = baseOf(request)
  if (/\/s\/[a-z0-9_-]+$/.test(base)) return redirect(reply, `${base}/spaces/enter`)
  const [space, ...others] = enterableSpaces(request.scope)
  if (space === undefined) throw forbidden('Forbidden')
  if (others.length > 0) return redirect(reply, base + SPACE_SELECTOR)
  return redirect(reply, space === DEFAULT_SPACE_ID ? `${base}/spaces/enter` : `${base}/s/${space}/spaces/enter`)
}

/** GET `/spaces/enter`: redirects to the path in `next`, or else to the start page of the space. */
export function enterSpacePage (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { version } = request.scope.kibana
  const next = enteringASpaceHasATarget(version) ? nextAfterLogin(request.url, '') : '/'
  const { pathname, search, hash } = new URL(next === '/' ? '/app/home' : next, 'http://localhost')
  return redirect(reply, `${baseOf(request)}${pathname}${targetKeepsItsQuery(version) ? search : ''}${hash}`)
}

/**
 * Checks the space of an app before its page is served.
 * @returns whether the space exists; otherwise the request has been redirected to the space selector
 * @throws KibanaError 403 for a user who may not enter the space
 */
export function entersSpaceOfApp ({ scope, raw }: FastifyRequest, reply: FastifyReply): boolean {
  if (!scope.authorization.entersSpace) throw forbidden('Forbidden')
  if (scope.kibana.store.get('space', scope.space)) return true
  redirect(reply, serverBasePath(targetOf(raw)) + SPACE_SELECTOR)
  return false
}

const enterableSpaces = ({ kibana, authorization }: Scope): string[] =>
  kibana.store.all('space').filter(({ id }) => authorization.inSpace(id).entersSpace).map(({ id }) => id)
