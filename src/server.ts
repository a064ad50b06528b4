import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.js'
import { Control } from './control/control.js'
import { controlHandle, type ControlHandle } from './control/handle.js'
import { createContext } from './create-context.js'
import { listen } from './listen.js'
import { resolveOptions } from './options/resolve.js'
import type { ServerOptions } from './options/schema.js'

/** A server that listens, and what a test can do with it. */
export interface RunningServer extends ControlHandle, AsyncDisposable {
  /** Where it listens, with the base path: `http://127.0.0.1:40123`. */
  readonly url: string
  readonly port: number
  /** The Fastify instance, for `inject`. */
  readonly app: FastifyInstance
  /**
   * Takes no new requests, answers those in flight (within three seconds), and ends every connection and timer. May be
   * called again.
   */
  close (): Promise<void>
}

/**
 * Starts a server, on a free port of the loopback address unless told otherwise. Servers share nothing.
 * @throws TypeError for an option or a seed that makes no sense; Error when it can't listen
 */
export async function startServer (options: ServerOptions = {}): Promise<RunningServer> {
  const resolved = resolveOptions(options)
  const kibana = createContext(resolved)
  const control = new Control(kibana, resolved.seed)
  const app = buildApp(control, resolved.logger, resolved.control)
  const { origin, port, close } = await listen(app, resolved.host, resolved.port)
  const url = origin + resolved.basePath
  kibana.settings.publicBaseUrl ||= url
  return { ...controlHandle(control), url, port, app, close, [Symbol.asyncDispose]: close }
}
