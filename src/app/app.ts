import type { RequestListener } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Instances } from '../control/instances.js'
import type { ControlOption } from '../control/routes.js'
import type { DescribeRoutes } from '../control/openapi/routes.js'
import { PageFiles } from '../pages/page-files.js'
import type { FastifyOptions } from './fastify.js'
import { buildKibanaApp } from './kibana-app.js'

const CONTROL_URL = /^\/_mock(?:[/?]|$)/

interface AppOptions extends FastifyOptions {
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

/** Fastify instances with all routes. They hold no state of a server, so servers can share them. */
class Routes {
  readonly kibana: FastifyInstance
  readonly #options: AppOptions
  #control: Promise<FastifyInstance> | undefined

  constructor (options: AppOptions) {
    const { logger = false, control, pageFiles } = options
    this.kibana = buildKibanaApp(control?.enabled === false ? undefined : pageFiles ?? new PageFiles(), { logger })
    this.#options = options
  }

  /** The control routes, built on the first request, since most tests use the handle. */
  control (): Promise<FastifyInstance> {
    this.#control ??= this.#buildControl()
    return this.#control
  }

  async #buildControl (): Promise<FastifyInstance> {
    const { describeRoutes, logger = false, control, ca, pageFiles = new PageFiles() } = this.#options
    const { buildControlApp } = await import('./control-app.js')
    const log = logger === false ? {} : { loggerInstance: this.kibana.log }
    const app = buildControlApp({ describeRoutes, pageFiles, token: control?.token, ca }, log)
    await app.ready()
    return app
  }
}

/** The routes shared by all servers without a log, token or certificate, since adding routes takes most of the start-up time. */
let common: Routes | undefined

function routesFor (options: AppOptions): Routes {
  const { logger = false, control = {}, ca, pageFiles } = options
  const isCommon = logger === false && control.enabled !== false && control.token === undefined && ca === undefined && !pageFiles
  if (!isCommon) return new Routes(options)
  common ??= new Routes(options)
  return common
}

/**
 * Builds the app for these Kibana instances, including the `/_mock` routes.
 * @throws InvalidInput if pino does not accept the logger options
 */
export function buildApp (instances: Instances, options: AppOptions): ServerApp {
  const routes = routesFor(options)
  const hasControl = options.control?.enabled !== false
  return {
    fastify: routes.kibana,
    answer: (message, response) => {
      const { url } = instances.aim(message)
      if (hasControl && CONTROL_URL.test(url)) routes.control().then(app => app.routing(message, response))
      else routes.kibana.routing(message, response)
    },
  }
}
