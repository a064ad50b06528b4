import type { Server } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { fileRoutes } from './attachments/files/routes.js'
import { internalAttachmentRoutes } from './attachments/internal-routes.js'
import { attachmentRoutes } from './attachments/routes.js'
import { internalActivityRoutes } from './activity/internal-routes.js'
import { activityRoutes } from './activity/routes.js'
import { internalCaseRoutes } from './cases/internal-routes.js'
import { legacyConnectorRoutes } from './connectors/legacy/routes.js'
import { connectorRoutes } from './connectors/routes.js'
import { caseRoutes } from './cases/routes.js'
import type { Instances } from './control/instances.js'
import { controlRoutes, type ControlOption } from './control/routes.js'
import type { DescribeRoutes } from './control/openapi/routes.js'
import { sandboxNotFound } from './control/sandboxes/routes.js'
import { logRequests } from './control/log-requests.js'
import { SANDBOX_PREFIX } from './control/sandboxes/sandboxes.js'
import { watchRequests } from './control/watch-requests.js'
import { signalRoutes } from './alerts/signals/routes.js'
import { configureRoutes } from './configure/routes.js'
import { cannedRoutes } from './neighbours/canned/routes.js'
import { sessionRoutes } from './neighbours/session/routes.js'
import { InvalidInput } from './input/invalid-input.js'
import { answerBadPath } from './kibana-http/bad-path.js'
import { LIFESPAN_CONSTRAINT, lifespanConstraint } from './kibana-http/lifespan-constraint.js'
import { NO_COMPILERS } from './kibana-http/no-compilers.js'
import { PageFiles } from './pages/page-files.js'
import { kibanaPageRoutes } from './pages/routes.js'
import { pipeline } from './kibana-http/pipeline.js'
import { statusRoute } from './kibana-http/status.js'
import { profileRoutes } from './profiles/routes.js'
import { pushRoutes } from './push/routes.js'
import { observableRoutes } from './observables/routes.js'
import { rememberTarget } from './kibana-http/target.js'
import { roleRoutes } from './roles/routes.js'
import { templateRoutes } from './templates/routes.js'
import { spaceRoutes } from './spaces/routes.js'

/** Called directly rather than registered: every plugin adds to start-up time. */
const KIBANA_ROUTES = [
  statusRoute, caseRoutes, internalCaseRoutes, attachmentRoutes, internalAttachmentRoutes, pushRoutes, activityRoutes,
  internalActivityRoutes,
  configureRoutes, templateRoutes, observableRoutes, spaceRoutes, roleRoutes, connectorRoutes, legacyConnectorRoutes,
  sessionRoutes, cannedRoutes, profileRoutes, signalRoutes,
]

export interface AppOptions {
  readonly describeRoutes: DescribeRoutes
  readonly logger?: FastifyServerOptions['logger']
  readonly control?: ControlOption
  /** The key and certificates for https. */
  readonly tls?: { readonly key: string, readonly cert: string, readonly ca: string } | undefined
  /** The built web page; by default the one that ships with the package. */
  readonly pageFiles?: PageFiles
  /** Runs before the routes are added. */
  readonly prepare?: (app: FastifyInstance) => void
}

/** @throws InvalidInput if pino does not take the options of the log: everything else is checked before */
function namingLogger<App> (create: () => App): App {
  try {
    return create()
  } catch (error) {
    throw new InvalidInput('logger', 'options that pino accepts', (error as Error).message, { cause: error })
  }
}

/** Builds the Fastify app for these Kibana instances, including the `/_mock` routes. Does not listen. */
export function buildApp (
  instances: Instances, { describeRoutes, logger = false, control = {}, tls, pageFiles = new PageFiles(), prepare }: AppOptions,
): FastifyInstance {
  const { kibana } = instances.root
  const app = namingLogger(() => fastify<Server>({
    logger,
    // We log one line per request ourselves
    logController: new LogController({ disableRequestLogging: true }),
    ...(tls && { https: { key: tls.key, cert: tls.cert } }),
    // Ids of any length are looked up, as in Kibana
    routerOptions: { maxParamLength: 100_000, constraints: { [LIFESPAN_CONSTRAINT]: lifespanConstraint } },
    bodyLimit: kibana.settings.maxPayloadBytes,
    rewriteUrl: message => rememberTarget(message, instances.target(message.url!)).url,
    schemaController: NO_COMPILERS,
    // Paths that can't be percent-decoded bypass the pipeline
    frameworkErrors: (_error, request, reply) => answerBadPath(watch, request, reply),
  }))
  const watch = watchRequests(app, instances)
  if (logger !== false) logRequests(app)
  prepare?.(app)

  app.register(async app => {
    await app.register(pipeline, { kibana, watch })
    const typed = app.withTypeProvider<TypeBoxTypeProvider>()
    for (const addRoutes of KIBANA_ROUTES) await addRoutes(typed, {})
    await kibanaPageRoutes(typed, { files: control.enabled === false ? undefined : pageFiles })
    // Uploads have their own parser
    app.register(fileRoutes)
  })
  app.register(sandboxNotFound, { prefix: SANDBOX_PREFIX })
  if (control.enabled !== false) {
    app.register(controlRoutes, { prefix: '/_mock', instances, describeRoutes, pageFiles, token: control.token, ca: tls?.ca })
  }
  return app
}
