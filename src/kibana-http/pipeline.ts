import type { TSchema } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { decoder } from '../decoding/decode.js'
import type { KibanaContext, Scope } from '../kibana/context.js'
import type { ApiPrivilege } from '../security/features.js'
import { ensureSpace } from './ensure-space.js'
import { API_VERSION, checkApiVersion } from './api-version.js'
import { authenticate } from './authenticate.js'
import { checkInternal, checkVersion, checkXsrf, hideInternalOrigin, ensureObjectOrNull, ensureObjects } from './checks.js'
import { answerError } from './error-handler.js'
import { finishAnswer } from './finish-answer.js'
import { answerUnknownRoute } from './not-found.js'
import { checkDeclaredPayload, registerPayloadRules } from './payload.js'
import { responseHeaders } from './response-headers.js'
import { targetOf } from './target.js'
import { CUT, type Watch } from './watch.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The instance, space and user. Undefined if a route with optional authentication is called without credentials. */
    scope: Scope
    /** The check that is running; if the request was rejected, the one that rejected it. */
    check: string
    /** Fastify's `routeOptions`, kept because Fastify creates the object on every read. */
    route: FastifyRequest['routeOptions']
    isAuthenticated: boolean
  }
  interface FastifyContextConfig {
    /** Public routes send the API version; internal ones require a header that names the caller's origin. */
    access?: 'public' | 'internal'
    /** The body that the route schema accepts; default `object`, which includes null. Routes with `any` check it themselves. */
    body?: 'object' | 'objects' | 'any'
    /** True if the handler decodes its input before it checks the space, and calls `ensureSpace` itself. */
    checksSpaceItself?: boolean
    /** True for a versioned route, which checks `elastic-api-version`; those of Cases do not. */
    versioned?: boolean
    /** Privileges that the route requires, besides those of its operations. */
    apiPrivileges?: readonly ApiPrivilege[]
    /** True if the route also works without credentials. */
    optionalAuthentication?: boolean
    /** Reads a multipart upload; the result becomes the body of the request. */
    multipart?: (request: FastifyRequest) => Promise<unknown>
  }
}

type Done = (error?: Error) => void

/** True if the path of a URL ends in a slash, except for `/` itself. */
function hasEmptyEnd (url: string): boolean {
  const query = url.indexOf('?')
  const end = query === -1 ? url.length : query
  return end > 1 && url[end - 1] === '/'
}

/**
 * The pipeline that every Kibana request goes through, in the order of `docs/reference/kibana/http.md` §1. Fastify decodes the
 * path (1), `rewriteUrl` removes the space prefix (2), Fastify finds the route (3); the remaining steps are numbered below.
 */
export const pipeline = fp<{ kibana: KibanaContext, watch: Watch }>(async (app, { kibana, watch }) => {
  const { maxPayloadBytes } = kibana.settings
  app.decorateRequest('scope')
  app.decorateRequest('check', 'route')
  app.decorateRequest('route')
  app.decorateRequest('isAuthenticated', false)

  // (4) the user and the space. The hooks use callbacks: promises would add a tenth to the time of each request
  app.addHook('onRequest', (request, reply, done) => {
    // A sandbox is a separate Kibana behind the same routes
    const { kibana } = targetOf(request.raw)
    watch.begin(request)
    request.route = request.routeOptions
    reply.headers(responseHeaders(kibana.license))
    // Fastify matches an empty parameter where Kibana's router finds no route
    const isUnknown = request.is404 || hasEmptyEnd(request.url)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isUnknown && !isRead) return meet(request, reply, done, answerUnknownRoute)
    if (!isUnknown) request.check = 'authentication'
    try {
      authenticate(kibana, request, reply)
      // (5) the payload
      if (!isUnknown) {
        request.check = 'payload'
        checkDeclaredPayload(request, maxPayloadBytes)
      }
    } catch (error) {
      return done(error as Error)
    }
    if (isUnknown) return meet(request, reply, done, answerUnknownRoute)
    done()
  })

  registerPayloadRules(app, maxPayloadBytes)

  app.addHook('preValidation', (request, reply, done) => {
    meet(request, reply, done, readUpload)
  })

  /** Continues unless the watch has already answered the request. */
  function meet (request: FastifyRequest, reply: FastifyReply, done: Done, goOn: (request: FastifyRequest, reply: FastifyReply, done: Done) => void): void {
    const step = watch.meet(request, reply)
    if (!step) return goOn(request, reply, done)
    step.then(isOver => isOver ? undefined : goOn(request, reply, done), done)
  }

  /** The rest of (5): an upload has a reader instead of a parser. */
  function readUpload (request: FastifyRequest, reply: FastifyReply, done: Done): void {
    const { multipart } = request.route.config
    if (!multipart) return check(request, reply, done)
    multipart(request).then(body => {
      request.body = body
      check(request, reply, done)
    }, done)
  }

  function check (request: FastifyRequest, reply: FastifyReply, done: Done): void {
    try {
      // (6) the checks of Kibana's core
      request.check = 'kbn-xsrf'
      checkXsrf(request)
      request.check = 'kbn-version'
      checkVersion(request, kibana.settings.kibanaVersion)
      request.check = 'internal route'
      checkInternal(request, kibana.settings.kibanaVersion)
      const { access, apiPrivileges, body = 'object', checksSpaceItself, versioned } = request.route.config
      request.check = 'privileges'
      if (apiPrivileges) request.scope.authorization.ensureApi(apiPrivileges, `${request.method} ${request.url}`)
      if (versioned) checkApiVersion(request)
      hideInternalOrigin(request)
      request.check = 'request schema'
      // (7) the route's schema; every later response comes from the route itself
      if (access === 'public') reply.header('elastic-api-version', API_VERSION)
      if (body === 'objects') request.body = ensureObjects(request.body ?? null)
      else if (body === 'object') request.body = ensureObjectOrNull(request.body ?? null)
      // (8) the Cases client is created, which loads the space
      request.check = 'space'
      if (!checksSpaceItself) ensureSpace(request.scope)
      request.check = 'operation'
    } catch (error) {
      return done(error as Error)
    }
    done()
  }

  // (9) the decoding of Cases, derived from the route's schemas; the operation does the rest
  app.setValidatorCompiler<TSchema>(({ schema }) => {
    const decode = decoder(schema)
    return input => {
      try {
        return { value: decode(input) }
      } catch (error) {
        return { error: error as Error }
      }
    }
  })

  app.addHook('preSerialization', (request, _reply, payload, done) => {
    watch.answer(request, payload)
    done(null, payload)
  })

  app.addHook('onSend', (request, reply, payload, done) => {
    const sent = watch.end(request, reply, payload)
    if (sent !== CUT) finishAnswer(request, reply, sent, done)
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerUnknownRoute)
}, { name: 'kibana-http' })
