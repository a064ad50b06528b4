import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { badRequest } from '../../kibana-error.js'
import { redirect } from '../../kibana-http/redirects.js'
import { route } from '../../kibana-http/route.js'
import { findSession, forgetSession, sendSession } from '../../kibana-http/session-cookie.js'
import { serverBasePath, targetOf } from '../../kibana-http/target.js'
import { currentUser, CurrentUserSchema } from './current-user.js'
import { login, LoginAnswerSchema, LoginBodySchema, nextAfterLogin } from './login.js'
import { LOGIN_STATE, LoginStateSchema } from './login-state.js'
import {
  InvalidatedSessionsSchema, invalidateSessions, InvalidateSessionsBodySchema, sessionInfo, SessionInfoSchema,
} from './session.js'

const common = { tag: 'security', space: 'any', payload: 'any' } as const
const internal = { ...common, access: 'internal' } as const

const currentUserRoute = {
  ...common,
  summary: 'Describe the caller',
  description: 'The user with their roles, and how they were authenticated. With security off the answer is empty.',
  answer: CurrentUserSchema,
} as const

const logoutRoute = {
  ...common,
  authentication: 'none',
  summary: 'Log out',
  description: "Ends the session of the request's cookie, if there is one, and redirects to the login page.",
  others: { 302: 'to the login page' },
} as const

/** Sends the caller; with security off, the answer is empty. */
function sendCurrentUser ({ scope, headers: { authorization } }: FastifyRequest, reply: FastifyReply): void {
  reply.send(scope.kibana.security.isOn ? currentUser(scope, authorization) : undefined)
}

/** Sends the remaining time of a session; 204 without one. */
function sendSessionInfo ({ scope }: FastifyRequest, reply: FastifyReply): void {
  if (scope.session) reply.send(sessionInfo(scope, scope.session))
  else reply.code(204).send()
}

/** Ends a browser's session. The query parameters of the login page are passed on. */
function logOut (request: FastifyRequest, reply: FastifyReply): void {
  const { headers, url, raw } = request
  if (headers['kbn-xsrf'] !== undefined || headers['kbn-version'] !== undefined) {
    throw badRequest('Client should be able to process redirect response.')
  }
  const session = findSession(request, reply)
  if (session) {
    targetOf(raw).kibana.security.sessions.end(session)
    forgetSession(request, reply)
  }
  const asked = new URLSearchParams(url.split(/\?(.*)/s, 2)[1])
  const query = new URLSearchParams([...asked].filter(([name]) => name === 'next' || name === 'msg'))
  if (!query.has('msg')) query.append('msg', 'LOGGED_OUT')
  redirect(reply, `${serverBasePath(targetOf(raw))}/login?${query}`)
}

export const sessionRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/internal/security/login', route({
    ...internal,
    id: 'login',
    checkedBy: 'operation',
    authentication: 'none',
    summary: 'Log in',
    description: 'Starts a session: its cookie, sid, works on every route in place of the header Authorization. Each answer renews it.',
    body: LoginBodySchema,
    answer: LoginAnswerSchema,
  }), (request, reply) => {
    const target = targetOf(request.raw)
    const { session, currentURL } = login(target.kibana, request.body)
    sendSession(request, reply, session)
    return { location: nextAfterLogin(currentURL, serverBasePath(target)) }
  })

  app.get('/internal/security/login_state', route({
    ...internal,
    id: 'getLoginState',
    authentication: 'none',
    summary: 'List the ways to log in',
    description: 'One provider, basic, which takes a user name and a password.',
    answer: LoginStateSchema,
  }), () => LOGIN_STATE)

  app.get('/internal/security/session', route({
    ...internal,
    id: 'getSession',
    summary: 'Read the remaining time of the session',
    description: 'By the clock of the server. A caller with credentials in a header has no session: the answer is 204.',
    answer: SessionInfoSchema,
    others: { 204: 'no session' },
  }), sendSessionInfo)

  app.post('/internal/security/session', route({
    ...internal,
    id: 'extendSession',
    summary: 'Extend the session',
    description: 'Like any request, it starts the idle time again.',
    others: { 302: 'to the session' },
  }), ({ raw }, reply) => {
    redirect(reply, `${serverBasePath(targetOf(raw))}/internal/security/session`)
  })

  app.get('/internal/security/me', route({ ...currentUserRoute, access: 'internal', id: 'getCurrentUser' }), sendCurrentUser)
  app.get('/api/security/v1/me', route({
    ...currentUserRoute, id: 'getCurrentUserV1', until: '9.0', deprecated: 'unannounced',
  }), sendCurrentUser)

  app.get('/api/security/logout', route({ ...logoutRoute, id: 'logout' }), logOut)
  app.get('/api/security/v1/logout', route({ ...logoutRoute, id: 'logoutV1', until: '9.0', deprecated: 'unannounced' }), logOut)

  app.post('/api/security/session/_invalidate', route({
    ...common,
    id: 'invalidateSessions',
    checkedBy: 'core',
    apiPrivileges: ['sessionManagement'],
    summary: 'End sessions',
    description: 'All of them, or those of a provider or a user. The caller must be a superuser.',
    body: InvalidateSessionsBodySchema,
    answer: InvalidatedSessionsSchema,
  }), request => invalidateSessions(request.scope, request.body))
}
