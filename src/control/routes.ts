import { createHash, timingSafeEqual } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import { isTooDeep, MAX_JSON_DEPTH } from '../decoding/json.js'
import { checkInput } from '../input/check-input.js'
import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import type { PageFiles } from '../pages/page-files.js'
import type { Instance } from './instance.js'
import { answerControlError, answerUnknownControlRoute, Unauthorized } from './errors.js'
import { externalRoutes } from './external/routes.js'
import { certificateRoutes } from './certificate/routes.js'
import { fileRoutes } from './files/routes.js'
import { clockRoutes } from './clock/routes.js'
import { instanceOf } from './instances.js'
import { alertRoutes } from './alerts/routes.js'
import { eventRoutes } from './events/routes.js'
import { faultRoutes } from './faults/routes.js'
import { failureRoutes } from './failures/routes.js'
import { incidentRoutes } from './incidents/routes.js'
import { journalRoutes } from './journal/routes.js'
import { licenseRoutes } from './license/routes.js'
import { readQuery } from './read-query.js'
import { openApiRoutes, type DescribeRoutes } from './openapi/routes.js'
import { pageRoutes } from './page/routes.js'
import { sandboxRoutes } from './sandboxes/routes.js'
import { stubRoutes } from './stubs/routes.js'
import { stateRoutes } from './state/routes.js'
import { userRoutes } from './users/routes.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a control route works without the control token. */
    isOpen?: boolean
  }
  interface FastifyRequest {
    /** The instance that a control route addresses. */
    instance: Instance
  }
}

/** The option `control`. */
export interface ControlOption {
  /** Whether control routes exist. */
  readonly enabled?: boolean
  /** The token that callers must send as `authorization: Bearer …`; without one, the routes are open to all. */
  readonly token?: string
}

export interface ControlRoutesOptions {
  readonly describeRoutes: DescribeRoutes
  readonly pageFiles: PageFiles
  readonly token?: string | undefined
  readonly ca: string | undefined
}

/** Enough for states of a hundred thousand cases. */
const MAX_BODY_BYTES = 512 * 1024 * 1024

// Called directly rather than registered: every plugin adds to start-up time
const ROUTES = [
  stateRoutes, journalRoutes, faultRoutes, stubRoutes, clockRoutes, fileRoutes, alertRoutes, incidentRoutes, failureRoutes, externalRoutes,
  licenseRoutes, eventRoutes, userRoutes, sandboxRoutes,
]

/**
 * The routes under `/_mock`, outside Kibana's paths and rules. Each calls the same code as the handle of `startServer()`, and
 * none has its own rules.
 */
export async function controlRoutes (
  app: FastifyInstance, { token, describeRoutes, pageFiles, ca }: ControlRoutesOptions,
): Promise<void> {
  if (token !== undefined) app.addHook('onRequest', async request => ensureToken(request, token))
  app.decorateRequest('instance')
  app.addHook('onRequest', async request => { request.instance = instanceOf(request) })
  app.addHook('preValidation', async request => ensureAllIsUsed(request))
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    '*', { parseAs: 'string', bodyLimit: MAX_BODY_BYTES }, async (_request: FastifyRequest, text: string) => parseBody(text),
  )
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
  await certificateRoutes(typed, { ca })
  await openApiRoutes(typed, { describeRoutes })
  await pageRoutes(typed, { files: pageFiles })
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Health has no secrets, and its callers may not know the token.
 * @throws Unauthorized unless the caller has the token; the time it takes does not depend on the token given
 */
function ensureToken ({ headers, routeOptions: { config } }: FastifyRequest, token: string): void {
  if (config.isOpen) return
  const [, given = ''] = /^bearer\s+(.*)$/i.exec(headers.authorization ?? '') ?? []
  if (!timingSafeEqual(digest(given), digest(token))) {
    throw new Unauthorized('the control routes of this server require authorization: Bearer <token>')
  }
}

/** @throws InvalidInput for a query or a body on a route without one: the caller expects it to limit the effect */
function ensureAllIsUsed ({ routeOptions: { schema }, query, body }: FastifyRequest): void {
  if (!schema) return
  const [key] = Object.keys(query as object)
  if (key !== undefined && !schema.querystring) throw new InvalidInput(key, 'no query', `the parameter ${JSON.stringify(key)}`)
  // Some clients send {} where there is nothing to send
  if (!schema.body && Object.keys(body ?? {}).length > 0) throw new InvalidInput('body', 'no body', printValue(body))
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
