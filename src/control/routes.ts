import { createHash, timingSafeEqual } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import { isTooDeep, MAX_JSON_DEPTH } from '../decoding/json.js'
import { checkInput } from '../input/check-input.js'
import { InvalidInput } from '../input/invalid-input.js'
import type { Instance } from './instance.js'
import { answerControlError, answerUnknownControlRoute, Unauthorized } from './errors.js'
import { externalRoutes } from './external-routes.js'
import { fileRoutes } from './file-routes.js'
import { clockRoutes } from './clock-routes.js'
import type { Instances } from './instances.js'
import { eventRoutes } from './events/routes.js'
import { faultRoutes } from './faults/routes.js'
import { failureRoutes } from './failures/routes.js'
import { incidentRoutes } from './incidents/routes.js'
import { journalRoutes } from './journal/routes.js'
import { licenseRoutes } from './license-routes.js'
import { readQuery } from './read-query.js'
import { openApiRoutes, type DescribeRoutes } from './openapi/routes.js'
import { sandboxRoutes } from './sandboxes/routes.js'
import { stateRoutes } from './state/routes.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a control route works without the control token. */
    isOpen?: boolean
  }
  interface FastifyRequest {
    /** The control of the Kibana that a control route is asked about. */
    instance: Instance
  }
}

/** The option `control`. */
export interface ControlOption {
  /** Whether there are control routes at all. */
  readonly enabled?: boolean
  /** What callers must send as `authorization: Bearer …`; everybody may call without it. */
  readonly token?: string
}

interface ControlRoutesOptions {
  readonly instances: Instances
  readonly describeRoutes: DescribeRoutes
  readonly token?: string | undefined
}

/** States of a hundred thousand cases and more must pass. */
const MAX_BODY_BYTES = 512 * 1024 * 1024

// Called, not registered: they need no place of their own in Fastify's tree of plugins
const ROUTES = [
  stateRoutes, journalRoutes, faultRoutes, clockRoutes, fileRoutes, incidentRoutes, failureRoutes, externalRoutes, licenseRoutes, eventRoutes,
]

/**
 * The routes under `/_mock`: our own, outside Kibana's paths and rules. Each calls what the handle of `startServer` calls, and
 * none has a rule of its own.
 */
export async function controlRoutes (app: FastifyInstance, { instances, token, describeRoutes }: ControlRoutesOptions): Promise<void> {
  if (token !== undefined) app.addHook('onRequest', async request => ensureToken(request, token))
  app.decorateRequest('instance')
  app.addHook('onRequest', async request => { request.instance = instances.of(request) })
  app.addHook('preValidation', async request => ensureNoQuery(request))
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_BODY_BYTES }, async (_request: FastifyRequest, text: string) => parseBody(text))
  app.setValidatorCompiler<TSchema>(({ schema, httpPart = 'body' }) => value => {
    try {
      return { value: checkInput(schema, httpPart === 'querystring' ? readQuery(schema, value) : value ?? undefined, httpPart) }
    } catch (error) {
      return { error: error as Error }
    }
  })
  app.setErrorHandler(answerControlError)
  app.setNotFoundHandler(answerUnknownControlRoute)

  const typed = app.withTypeProvider<TypeBoxTypeProvider>()
  for (const addRoutes of ROUTES) await addRoutes(typed, {})
  await openApiRoutes(typed, { describeRoutes })
  await sandboxRoutes(typed, { instances })
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Health has no secrets, and those who wait for it may not know the token.
 * @throws Unauthorized unless the caller has the token; the time it takes does not depend on the token given
 */
function ensureToken ({ headers, routeOptions: { config } }: FastifyRequest, token: string): void {
  if (config.isOpen) return
  const [, given = ''] = /^bearer\s+(.*)$/i.exec(headers.authorization ?? '') ?? []
  if (!timingSafeEqual(digest(given), digest(token))) throw new Unauthorized('the control routes of this server ask for authorization: Bearer <token>')
}

/** @throws InvalidInput for a query where a route takes none: whoever sends one believes that it limits what is done */
function ensureNoQuery ({ routeOptions: { schema }, query }: FastifyRequest): void {
  const [key] = Object.keys(query as object)
  if (key !== undefined && schema && !schema.querystring) throw new InvalidInput(key, 'no query', `the parameter ${JSON.stringify(key)}`)
}

function parseBody (text: string): unknown {
  if (text === '') return undefined
  if (isTooDeep(text)) throw new InvalidInput('body', `JSON of no more than ${MAX_JSON_DEPTH} levels`, 'more')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidInput('body', 'JSON', `something else: ${(error as Error).message}`)
  }
}
