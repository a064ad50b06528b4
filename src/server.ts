import type { Server } from 'node:http'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { buildApp } from './app.js'
import { Instances } from './control/instances.js'
import { serverHandle, type ServerHandle } from './control/server-handle.js'
import { createContext } from './create-context.js'
import type { DescribeRoutes } from './control/openapi/routes.js'
import { naming } from './input/invalid-input.js'
import { listen } from './listen.js'
import { resolveTls } from './tls/resolve.js'
import type { Version } from './versions/version.js'
import { resolveOptions } from './options/resolve.js'
import type { ServerOptions } from './options/schema.js'

/** A request without a socket. */
export type InjectRequest = Pick<InjectOptions, 'method' | 'url' | 'query' | 'headers' | 'payload' | 'body'>
/** The answer to a request without a socket. */
export type InjectResponse = Omit<LightMyRequestResponse, 'raw' | 'stream' | 'isLightMyRequest' | 'cookies'>

/** The Fastify instance, as far as a test needs it. */
export interface App {
  /**
   * Answers a request without a socket.
   * @example
   * const response = await kibana.app.inject({ method: 'GET', url: '/api/cases/tags' })
   * response.json() // []
   */
  inject (request: InjectRequest | string): Promise<InjectResponse>
  /** Node's HTTP server. */
  readonly server: Server
  /** Whether a route is registered, by its method and pattern. */
  hasRoute (route: { method: string, url: string }): boolean
}

/** A listening server and its controls. */
export interface RunningServer extends ServerHandle, AsyncDisposable {
  /** The URL of Kibana, with the base path: `http://127.0.0.1:40123`. */
  readonly url: string
  /** The port that was taken. */
  readonly port: number
  /** The certificate by which clients trust the server, as PEM; undefined without the option `tls`. */
  readonly tls: { readonly ca: string } | undefined
  /** The Fastify instance, for `inject`. */
  readonly app: App
  /**
   * Stops accepting requests, finishes those in flight (within three seconds), and ends every connection and timer. Can be
   * called again.
   */
  close (): Promise<void>
}

/** Loaded when a document is first asked for: it takes a second app. */
const describeRoutes: DescribeRoutes = async kibanaVersion => (await import('./openapi/document.js')).createOpenApi(kibanaVersion)

function warnOfUnknownVersion ({ log }: FastifyInstance, { isNewerThanKnown, text, release }: Version): void {
  if (isNewerThanKnown) {
    log.warn(`kibanaVersion ${text} is newer than the newest version known here: the server behaves as Kibana ${release}`)
  }
}

/**
 * Starts a server, by default on a free port of the loopback address. Servers share nothing.
 * @throws InvalidInput for an invalid option or seed; Error if it can't listen
 */
export async function startServer (options: ServerOptions = {}): Promise<RunningServer> {
  const { resolved, tls, instances } = naming('startServer', () => {
    const resolved = resolveOptions(options)
    return { resolved, tls: resolveTls(resolved), instances: new Instances(createContext, resolved) }
  })
  const app = buildApp(
    instances,
    {
      describeRoutes, logger: typeof resolved.logger === 'string' ? { level: resolved.logger } : resolved.logger, control: resolved.control, tls,
    },
  )
  warnOfUnknownVersion(app, instances.root.kibana.version)
  // Pending waits would keep `close()` from finishing
  app.addHook('preClose', async () => instances.dispose())
  const { origin, port, close } = await listen(app, resolved.host, resolved.port, tls ? 'https' : 'http')
  const url = origin + resolved.basePath
  instances.listensAt(origin)
  return { ...serverHandle(instances), url, port, tls: tls && { ca: tls.ca }, app, close, [Symbol.asyncDispose]: close }
}
