import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { internalActivityRoutes } from '../activity/internal-routes.js'
import { activityRoutes } from '../activity/routes.js'
import { signalRoutes } from '../alerts/signals/routes.js'
import { fileRoutes } from '../attachments/files/routes.js'
import { internalAttachmentRoutes } from '../attachments/internal-routes.js'
import { attachmentRoutes } from '../attachments/routes.js'
import { internalCaseRoutes } from '../cases/internal-routes.js'
import { caseRoutes } from '../cases/routes.js'
import { configureRoutes } from '../configure/routes.js'
import { legacyConnectorRoutes } from '../connectors/legacy/routes.js'
import { connectorRoutes } from '../connectors/routes.js'
import { sandboxNotFound } from '../control/sandboxes/routes.js'
import { SANDBOX_PREFIX } from '../control/sandboxes/sandboxes.js'
import { pipeline } from '../kibana-http/pipeline.js'
import { statusRoute } from '../kibana-http/status.js'
import { cannedRoutes } from '../neighbours/canned/routes.js'
import { sessionRoutes } from '../neighbours/session/routes.js'
import { observableRoutes } from '../observables/routes.js'
import type { PageFiles } from '../pages/page-files.js'
import { kibanaPageRoutes } from '../pages/routes.js'
import { profileRoutes } from '../profiles/routes.js'
import { pushRoutes } from '../push/routes.js'
import { roleRoutes } from '../roles/routes.js'
import { spaceRoutes } from '../spaces/routes.js'
import { templateRoutes } from '../templates/routes.js'
import { buildFastify, type FastifyOptions } from './fastify.js'

/** Called directly rather than registered: every plugin adds to start-up time. */
const ROUTES = [
  statusRoute, caseRoutes, internalCaseRoutes, attachmentRoutes, internalAttachmentRoutes, pushRoutes, activityRoutes,
  internalActivityRoutes,
  configureRoutes, templateRoutes, observableRoutes, spaceRoutes, roleRoutes, connectorRoutes, legacyConnectorRoutes,
  sessionRoutes, cannedRoutes, profileRoutes, signalRoutes,
]

/**
 * Builds the Fastify instance with Kibana's routes.
 * @param files the built web page; undefined without control routes
 */
export function buildKibanaApp (files: PageFiles | undefined, options: FastifyOptions): FastifyInstance {
  const { app, watch } = buildFastify(options)
  app.register(async app => {
    await app.register(pipeline, { watch })
    const typed = app.withTypeProvider<TypeBoxTypeProvider>()
    for (const addRoutes of ROUTES) await addRoutes(typed, {})
    await kibanaPageRoutes(typed, { files })
    // Uploads have their own parser
    app.register(fileRoutes)
  })
  app.register(sandboxNotFound, { prefix: SANDBOX_PREFIX })
  return app
}
