import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.js'
import { Clock } from './clock.js'
import { ExternalSystems } from './connectors/systems/external-systems.js'
import type { KibanaContext } from './context.js'
import { Control } from './control/control.js'
import { controlHandle, type ControlHandle } from './control/handle.js'
import type { ServerOptions } from './options/schema.js'
import { Random } from './random.js'
import { createSecurity } from './security/security.js'
import { createSpaces } from './spaces/create-spaces.js'
import { Store } from './store/store.js'

/** A server that listens, and what a test can do with it. */
export interface RunningServer extends ControlHandle, AsyncDisposable {
  /** Where it listens, with the base path: `http://127.0.0.1:40123`. */
  readonly url: string
  readonly port: number
  /** The Fastify instance, for `inject`. */
  readonly app: FastifyInstance
  /** Ends every connection and timer. May be called again. */
  close (): Promise<void>
}

function createContext ({ kibanaVersion = '9.1.0', basePath = '', publicBaseUrl = '', maxPayloadBytes = 1_048_576, connectors = {}, externalServices, externalFailures, license = 'trial', clock, random, security, spaces }: ServerOptions): KibanaContext {
  const store = new Store()
  const ids = new Random(random)
  createSpaces(store, spaces)
  return {
    uuid: ids.uuid(),
    settings: { kibanaVersion, basePath, publicBaseUrl, maxPayloadBytes, preconfiguredConnectors: connectors },
    store,
    clock: new Clock(clock),
    random: ids,
    externalSystems: new ExternalSystems({ services: externalServices, failures: externalFailures }),
    security: createSecurity(store, security),
    license,
  }
}

/**
 * Starts a server, on a free port of the loopback address unless told otherwise.
 * @throws TypeError for options that make no sense
 */
export async function startServer (options: ServerOptions = {}): Promise<RunningServer> {
  const kibana = createContext(options)
  const control = new Control(kibana, options.seed)
  const app = buildApp(control, options.logger, options.control)
  await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 })
  const { port } = app.server.address() as AddressInfo
  const url = `http://${options.host ?? '127.0.0.1'}:${port}${kibana.settings.basePath}`
  kibana.settings.publicBaseUrl ||= url
  return {
    ...controlHandle(control),
    url,
    port,
    app,
    close: () => app.close(),
    [Symbol.asyncDispose]: () => app.close(),
  }
}
