import fastify, {
  LogController, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerOptions,
} from 'fastify'
import { ElasticsearchError, illegalArgument } from '../alerts/query/elasticsearch-error.js'
import type { Instances } from '../control/instances.js'
import { logRequests } from '../control/log-requests.js'
import { watchRequests } from '../control/watch-requests.js'
import { SANDBOX_PREFIX } from '../control/sandboxes/sandboxes.js'
import { hasBody } from '../kibana-http/authenticate.js'
import { answerBadPath } from '../kibana-http/bad-path.js'
import { NO_COMPILERS } from '../kibana-http/no-compilers.js'
import { pathOf } from '../kibana-http/paths.js'
import { STUBBED_ROUTE } from '../kibana-http/pipeline.js'
import { targetOf } from '../kibana-http/target.js'
import { CUT } from '../kibana-http/watch.js'
import { Answer, noHandler, unknownSandbox, wrongMethod } from './answer.js'
import { authenticate } from './authenticate.js'
import { answerType, checkMediaTypes } from './media-type.js'
import { filterPath, print } from './output.js'
import { readPayloads } from './payload.js'
import { ensureCluster } from './privileges.js'
import { callOf, type ElasticsearchRoute } from './route.js'
import { ROUTES } from './routes.js'

/** Query parameters of every route. */
const COMMON = ['pretty', 'human', 'error_trace', 'filter_path', 'format']

export interface ElasticsearchAppOptions {
  readonly logger?: FastifyServerOptions['logger']
}

/** The query; empty for a path that can't be decoded. */
const queryOf = ({ query }: FastifyRequest) => (query ?? {}) as Record<string, string>

/**
 * Builds an app that answers like the Elasticsearch behind a server's Kibana. It has the routes that clients of Cases use, and shares
 * Kibana's documents, users, request log, faults and stubs. Sandboxes are served below their paths. Does not listen.
 */
export function buildElasticsearch (instances: Instances, { logger = false }: ElasticsearchAppOptions): FastifyInstance {
  const app = fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 100_000, ignoreTrailingSlash: true },
    rewriteUrl: message => instances.aimElasticsearch(message).url,
    schemaController: NO_COMPILERS,
    frameworkErrors: (_error, request, reply) => answerBadPath(watch, request, reply, () => {
      const error = unknownRoute(request)
      setHead(error, request, reply)
      return print(error.toJSON(), queryOf(request))
    }),
  })
  // Clients may send the body of a search with GET
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  const watch = watchRequests(app, 'elasticsearch')
  if (logger !== false) logRequests(app)
  for (const name of ['scope', 'check', 'route', 'stub']) app.decorateRequest(name)
  app.decorateRequest('isAuthenticated', false)
  readPayloads(app)

  app.addHook('onRequest', async (request, reply) => {
    const { kibana } = targetOf(request.raw)
    kibana.tasks.runDue()
    watch.begin(request)
    request.stub = watch.stub(request, reply)
    request.route = request.stub ? STUBBED_ROUTE : request.routeOptions
    request.check = 'authentication'
    reply.header('x-elastic-product', 'Elasticsearch')
    authenticate(request, kibana)
    request.check = 'route'
    if (!request.is404 && !request.stub) checkMediaTypes(request, kibana.version, hasBody(request))
  })
  app.addHook('preValidation', async (request, reply) => {
    if (await watch.meet(request, reply)) return reply
    // With security off, Elasticsearch does not have these routes
    const hasRoute = request.stub !== undefined || request.scope.kibana.security.isOn || !request.url.startsWith('/_security/')
    if (!hasRoute) throw noHandler(request.method, request.url)
  })
  app.addHook('preValidation', (request, reply, done) => {
    if (!request.stub) return done()
    request.check = 'operation'
    request.stub(reply)
  })
  app.addHook('preSerialization', async (request, _reply, payload) => {
    watch.answer(request, payload)
    return filterPath(payload, queryOf(request))
  })
  app.addHook('onSend', async (request, reply, payload) => {
    // Fastify adds a charset, which Elasticsearch does not send
    if (!request.stub && !isFailed(request)) reply.header('content-type', answerType(request))
    const sent = watch.end(request, reply, payload)
    if (sent !== CUT) watch.sent(request, reply)
    return sent
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => answerError(unknownRoute(request), request, reply))
  for (const route of ROUTES) addRoute(app, route)
  return app
}

/** Whether a fault determines the response, including its content type. */
const isFailed = ({ entry }: FastifyRequest) => entry?.fault?.effect.status !== undefined || entry?.fault?.effect.starting === true

function addRoute (app: FastifyInstance, { methods, path, exists, parameters = [], action, answer }: ElasticsearchRoute): void {
  const known = [...COMMON, ...parameters]
  app.route({
    method: [...methods],
    url: path,
    handler: async (request, reply) => {
      if (exists?.(request.scope.kibana.version) === false) throw noHandler(request.method, request.url)
      request.check = 'operation'
      const unknown = Object.keys(queryOf(request)).find(name => !known.includes(name))
      if (unknown !== undefined) {
        throw illegalArgument(`request [${pathOf(request.url)}] contains unrecognized parameter: [${unknown}]`)
      }
      if (action) ensureCluster(request.scope, action)
      const answered = answer(callOf(request))
      if (answered instanceof Answer) throw answered
      return sendPrinted(answered, request, reply)
    },
  })
}

const sendPrinted = (answer: object, request: FastifyRequest, reply: FastifyReply) =>
  reply.serializer((payload: unknown) => print(payload, queryOf(request))).send(answer)

/** Whether a path matches a route. */
const fits = ({ path }: ElasticsearchRoute, asked: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`).test(asked)

/** The error for a path or method without a route. */
function unknownRoute ({ method, url }: FastifyRequest): Answer | ElasticsearchError {
  if (url.startsWith(SANDBOX_PREFIX)) return unknownSandbox(url.slice(SANDBOX_PREFIX.length).split(/[/?]/, 1)[0]!)
  const path = pathOf(url)
  const allowed = ROUTES.filter(route => fits(route, path)).flatMap(({ methods }) => methods)
  return allowed.length > 0 ? wrongMethod(method, url, allowed) : noHandler(method, url)
}

function toAnswer (error: FastifyError | ElasticsearchError | Answer, request: FastifyRequest): ElasticsearchError | Answer {
  if (error instanceof ElasticsearchError || error instanceof Answer) return error
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Answer(413, {})
  request.log.error(error)
  return new ElasticsearchError(500, { type: 'exception', reason: error.message })
}

/** Sets the status and headers of an error. */
function setHead (answer: ElasticsearchError | Answer, request: FastifyRequest, reply: FastifyReply): void {
  reply.code(answer.statusCode).headers({ 'x-elastic-product': 'Elasticsearch', 'content-type': answerType(request) })
  if (answer instanceof Answer) reply.headers(answer.headers ?? {})
}

function answerError (error: FastifyError | ElasticsearchError | Answer, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toAnswer(error, request)
  setHead(answer, request, reply)
  sendPrinted(answer.toJSON(), request, reply)
}
