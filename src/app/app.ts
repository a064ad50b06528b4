import type { RequestListener } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Instances } from '../control/instances.js'
import type { ControlOption } from '../control/routes.js'
import type { DescribeRoutes } from '../control/openapi/routes.js'
import { PageFiles } from '../pages/page-files.js'
import type { FastifyOptions } from './fastify.js'
import { buildKibanaApp } from './kibana-app.js'

const CONTROL_URL = /^\/_mock(?:[/?]|$)/

interface AppOptions extends Pick<FastifyOptions, 'logger'> {
  readonly describeRoutes: DescribeRoutes
  readonly control?: ControlOption
  /** The certificate of the server, in PEM format. */
  readonly ca?: string | undefined
  /** The built web page; by default the one that ships with the package. */
  readonly pageFiles?: PageFiles
}

/** Answers the requests of a server. Does not listen. */
export interface ServerApp {
  /** The Fastify instance of Kibana's routes, which has to be ready before the first request. */
  readonly fastify: FastifyInstance
  readonly answer: RequestListener
}

/** Fastify instances with all routes. They keep nothing of a server, so that servers can share them. */
interface Routes {
  readonly kibana: FastifyInstance
  /** The control routes; undefined if they are disabled. Built for the first request, since most tests use the handle. */
  readonly control: (() => Promise<FastifyInstance>) | undefined
}

function buildRoutes (
  { describeRoutes, logger = false, control: { enabled = true, token } = {}, ca, pageFiles = new PageFiles() }: AppOptions,
): Routes {
  if (!enabled) return { kibana: buildKibanaApp(undefined, { logger }), control: undefined }
  const kibana = buildKibanaApp(pageFiles, { logger })
  const buildControl = async (): Promise<FastifyInstance> => {
    const { buildControlApp } = await import('./control-app.js')
    const log = logger === false ? {} : { loggerInstance: kibana.log }
    const app = buildControlApp({ describeRoutes, pageFiles, token, ca }, log)
    await app.ready()
    return app
  }
  let control: Promise<FastifyInstance> | undefined
  return {
    kibana,
    control: () => {
      control ??= buildControl()
      return control
    },
  }
}

/** The routes of all servers without a log, a token or a certificate: adding routes takes most of the time of a start. */
let common: Routes | undefined

function routesFor (options: AppOptions): Routes {
  const { logger = false, control = {}, ca, pageFiles } = options
  const isCommon = logger === false && control.enabled !== false && control.token === undefined && ca === undefined && !pageFiles
  if (!isCommon) return buildRoutes(options)
  common ??= buildRoutes(options)
  return common
}

/**
 * Builds the app for these Kibana instances, including the `/_mock` routes.
 * @throws InvalidInput if pino does not accept the options of the log
 */
export function buildApp (instances: Instances, options: AppOptions): ServerApp {
  const { kibana, control } = routesFor(options)
  return {
    fastify: kibana,
    answer: (message, response) => {
      const { url } = instances.aim(message)
      if (control && CONTROL_URL.test(url)) control().then(app => app.routing(message, response))
      else kibana.routing(message, response)
    },
  }
}
