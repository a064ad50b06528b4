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
    /** Which server, which space, on whose behalf. Not there without credentials, where a route answers without them. */
    scope: Scope
    /** The check that the request has come to: the one that refused it, when it is refused. */
    check: string
    /** What Fastify's `routeOptions` say, which it makes anew each time that they are read. */
    route: FastifyRequest['routeOptions']
    isAuthenticated: boolean
  }
  interface FastifyContextConfig {
    /** Public routes carry the API version; internal ones want a header that says who asks. */
    access?: 'public' | 'internal'
    /** What the route schema takes as body: `object` (or null) unless said. Routes with `any` say more themselves. */
    body?: 'object' | 'objects' | 'any'
    /** The handler decodes before it looks at the space, and calls `ensureSpace` itself. */
    checksSpaceItself?: boolean
    /** The route is a versioned one: it looks at `elastic-api-version`, which those of Cases don't. */
    versioned?: boolean
    /** What the whole route asks of the caller, beyond what its operations do. */
    apiPrivileges?: readonly ApiPrivilege[]
    /** Answers without credentials too. */
    optionalAuthentication?: boolean
    /** The payload is a multipart upload, which this reads: what it gives back is the request's body. */
    multipart?: (request: FastifyRequest) => Promise<unknown>
  }
}

type Done = (error?: Error) => void

/** Whether the path of a URL ends in a slash, the root's own aside. */
function hasEmptyEnd (url: string): boolean {
  const query = url.indexOf('?')
  const end = query === -1 ? url.length : query
  return end > 1 && url[end - 1] === '/'
}

/**
 * The one way of every Kibana request, in the order of `kibana/http.md` §1: (1) decoding of the path is Fastify's, (2) the space
 * prefix is cut off by `rewriteUrl`, (3) the route is found by Fastify, and from there on:
 */
export const pipeline = fp<{ kibana: KibanaContext, watch: Watch }>(async (app, { kibana, watch }) => {
  const { maxPayloadBytes } = kibana.settings
  app.decorateRequest('scope')
  app.decorateRequest('check', 'route')
  app.decorateRequest('route')
  app.decorateRequest('isAuthenticated', false)

  // (4) who asks, and in which space. The hooks take callbacks: promises would cost each request a tenth of its time
  app.addHook('onRequest', (request, reply, done) => {
    // A sandbox is another Kibana behind the same routes
    const { kibana } = targetOf(request.raw)
    watch.begin(request)
    request.route = request.routeOptions
    reply.headers(responseHeaders(kibana.license))
    // Fastify gives a route an empty parameter where Kibana's router finds no route
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

  /** Goes on, unless what watches the requests ends this one. */
  function meet (request: FastifyRequest, reply: FastifyReply, done: Done, goOn: (request: FastifyRequest, reply: FastifyReply, done: Done) => void): void {
    const step = watch.meet(request, reply)
    if (!step) return goOn(request, reply, done)
    step.then(isOver => isOver ? undefined : goOn(request, reply, done), done)
  }

  /** The rest of (5): where others have a parser, an upload has a reader. */
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
      // (6) what core asks of any request
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
      // (7) the route's schema, beyond which an answer is the route's own
      if (access === 'public') reply.header('elastic-api-version', API_VERSION)
      if (body === 'objects') request.body = ensureObjects(request.body ?? null)
      else if (body === 'object') request.body = ensureObjectOrNull(request.body ?? null)
      // (8) the Cases client is built, which loads the space
      request.check = 'space'
      if (!checksSpaceItself) ensureSpace(request.scope)
      request.check = 'operation'
    } catch (error) {
      return done(error as Error)
    }
    done()
  }

  // (9) Cases' own decoding, driven by the route's schemas; the rest is the operation's
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
