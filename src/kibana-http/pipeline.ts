import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Scope } from '../kibana/context.js'
import { authenticate } from './authenticate.js'
import { checkInternal, checkPrivileges, checkVersion, checkXsrf } from './checks.js'
import { warnOfDeprecatedRoute } from './deprecation.js'
import { decodeRequest } from './decode-request.js'
import { enterSpace } from './enter-space.js'
import { answerError } from './error-handler.js'
import { finishAnswer } from './finish-answer.js'
import { answerUnknownRoute } from './not-found.js'
import { checkDeclaredPayload, registerPayloadRules } from './payload.js'
import { checkRequest } from './request-schema.js'
import { responseHeaders } from './response-headers.js'
import { isPage, leadToLogin } from './redirects.js'
import { targetOf } from './target.js'
import { CUT, type Stub, type Watch } from './watch.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The instance, space and user. Undefined without authentication, which some routes don't need and others make optional. */
    scope: Scope
    /** The check that is running; if the request was rejected, the one that rejected it. */
    check: string
    /** Fastify's `routeOptions`, kept because Fastify creates the object on every read. */
    route: Pick<FastifyRequest['routeOptions'], 'config' | 'url'>
    isAuthenticated: boolean
    /** The stub that answers in place of the route. */
    stub: Stub | undefined
  }
}

type Done = (error?: Error) => void
type Step = (request: FastifyRequest, reply: FastifyReply, done: Done) => void
type Check = (request: FastifyRequest, reply: FastifyReply) => void

/**
 * The checks of a request after routing and reading the payload, in Kibana's order. The first that throws determines the
 * answer; the request log calls it `refusedBy`. Before them come `authentication` and `payload`, after them the operation.
 */
const CHECKS: readonly { readonly name: string, readonly check: Check }[] = [
  { name: 'kbn-xsrf', check: checkXsrf },
  { name: 'kbn-version', check: checkVersion },
  { name: 'internal route', check: checkInternal },
  { name: 'privileges', check: checkPrivileges },
  { name: 'request schema', check: checkRequest },
  { name: 'space', check: enterSpace('before-decoding') },
  { name: 'decoding', check: decodeRequest },
  { name: 'space', check: enterSpace('after-decoding') },
  { name: 'operation', check: prepareAnswer },
]

/** The last step before the operation: a route without an answer gets status 204. */
function prepareAnswer ({ route }: FastifyRequest, reply: FastifyReply): void {
  if (route.config.isAnswered === false) reply.code(204)
}

/** The route of requests that a stub answers: a public one without further rules. */
export const STUBBED_ROUTE: Pick<FastifyRequest['routeOptions'], 'config' | 'url'> =
  { config: { access: 'page', space: 'any', payload: 'any', isAnswered: true, url: '', method: '' }, url: undefined }

function runChecks (request: FastifyRequest, reply: FastifyReply, done: Done): void {
  try {
    for (const { name, check } of CHECKS) {
      request.check = name
      check(request, reply)
    }
  } catch (error) {
    return done(error as Error)
  }
  if (request.stub) request.stub(reply)
  else done()
}

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
export const pipeline = fp<{ watch: Watch }>(async (app, { watch }) => {
  app.decorateRequest('scope')
  app.decorateRequest('check', 'route')
  app.decorateRequest('route')
  app.decorateRequest('isAuthenticated', false)
  app.decorateRequest('stub')

  // (4) the user and the space. The hooks use callbacks: promises would make each request a tenth slower
  app.addHook('onRequest', (request, reply, done) => {
    // A sandbox is a separate Kibana behind the same routes
    const { kibana } = targetOf(request.raw)
    kibana.tasks.runDue()
    watch.begin(request)
    request.stub = watch.stub(request, reply)
    request.route = request.stub ? STUBBED_ROUTE : request.routeOptions
    reply.headers(responseHeaders(kibana))
    // Fastify matches empty parameters; Kibana's router does not
    const isUnknown = !request.stub && (request.is404 || (hasEmptyEnd(request.url) && !request.route.config.emptyEnd))
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isUnknown && !isRead) return meet(request, reply, done, answerUnknownRoute)
    if (!isUnknown) request.check = 'authentication'
    try {
      authenticate(request, reply)
      // (5) the payload
      if (!isUnknown) {
        request.check = 'payload'
        checkDeclaredPayload(request, kibana.settings.maxPayloadBytes)
      }
    } catch (error) {
      if (request.check !== 'payload' && isPage(request)) return meet(request, reply, done, leadToLogin)
      return done(error as Error)
    }
    if (isUnknown) return meet(request, reply, done, answerUnknownRoute)
    done()
  })

  registerPayloadRules(app)

  app.addHook('preValidation', (request, reply, done) => {
    meet(request, reply, done, readUpload)
  })

  /** Continues unless the watch has already answered the request. */
  function meet (request: FastifyRequest, reply: FastifyReply, done: Done, goOn: Step): void {
    const step = watch.meet(request, reply)
    if (!step) return goOn(request, reply, done)
    step.then(isOver => isOver ? undefined : goOn(request, reply, done), done)
  }

  /** The rest of (5): an upload has a reader instead of a parser. */
  function readUpload (request: FastifyRequest, reply: FastifyReply, done: Done): void {
    const { multipart } = request.route.config
    if (!multipart) return runChecks(request, reply, done)
    multipart(request).then(body => {
      request.body = body
      runChecks(request, reply, done)
    }, done)
  }

  // The pipeline runs the routes' decoders, because they depend on the request's instance
  app.setValidatorCompiler(() => () => true)

  app.addHook('preSerialization', (request, reply, payload, done) => {
    const trim = request.route?.config.trimmerAt?.(targetOf(request.raw).kibana.version)
    const answer = trim && reply.statusCode === 200 ? trim(payload) : payload
    watch.answer(request, answer)
    done(null, answer)
  })

  app.addHook('onSend', (request, reply, payload, done) => {
    warnOfDeprecatedRoute(request, reply)
    const sent = watch.end(request, reply, payload)
    if (sent === CUT) return
    finishAnswer(request, reply, sent, (error, finished) => {
      watch.sent(request, reply)
      done(error, finished)
    })
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerUnknownRoute)
}, { name: 'kibana-http' })
