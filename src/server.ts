import type { FastifyInstance } from 'fastify'
import { buildApp } from './app/app.js'
import type { App } from './app/handle.js'
import { Instances } from './control/instances.js'
import { serverHandle, type ServerHandle } from './control/server-handle.js'
import { createContext } from './create-context.js'
import type { ElasticsearchAppOptions } from './elasticsearch/app.js'
import type { DescribeRoutes } from './control/openapi/routes.js'
import { naming } from './input/invalid-input.js'
import { listen, type Listening } from './listen.js'
import type { Tls } from './tls/certificate.js'
import { resolveTls } from './tls/resolve.js'
import type { Version } from './versions/version.js'
import { resolveOptions, type ResolvedOptions } from './options/resolve.js'
import type { ServerOptions } from './options/schema.js'

/** The second listener of a server, which answers like the Elasticsearch behind its Kibana. */
interface ElasticsearchListener {
  /** The URL for clients of Elasticsearch: `http://127.0.0.1:40124`. */
  readonly url: string
  /** The port it listens on. */
  readonly port: number
  /** The Fastify instance, for `inject`. */
  readonly app: App
}

/** A listening server and its controls. */
export interface RunningServer extends ServerHandle, AsyncDisposable {
  /** The URL of Kibana, with the base path: `http://127.0.0.1:40123`. */
  readonly url: string
  /** The port it listens on. */
  readonly port: number
  /** The certificate that clients need to trust the server (`tls.ca`, in PEM format); undefined without the option `tls`. */
  readonly tls: {
    /** The text of the certificate: the option `ca` of clients in Node.js. */
    readonly ca: string
  } | undefined
  /** The Fastify instance, for `inject`. */
  readonly app: App
  /** The Elasticsearch of this Kibana, with its `url`, `port` and `app`; undefined without the option `elasticsearch`. */
  readonly elasticsearch: ElasticsearchListener | undefined
  /**
   * Stops accepting requests, finishes those in flight (within three seconds), and ends every connection and timer. May be
   * called more than once.
   * @example
   * afterAll(() => kibana.close())
   */
  close (): Promise<void>
}

/** Loaded on the first request for an OpenAPI document, since Kibana's document is built from a second app. */
const describeRoutes: DescribeRoutes = async (kibanaVersion, service) => service
  ? (await import('./openapi/elasticsearch.js')).describeElasticsearch(kibanaVersion)
  : (await import('./openapi/document.js')).createOpenApi(kibanaVersion)

function warnOfUnknownVersion ({ log }: FastifyInstance, { isNewerThanKnown, text, release }: Version): void {
  if (isNewerThanKnown) {
    log.warn(`kibanaVersion ${text} is newer than the newest version known here: the server behaves as Kibana ${release}`)
  }
}

/** Loaded only if the option is set, since most servers don't need it. */
async function listenAsElasticsearch (
  instances: Instances, { elasticsearch, host }: ResolvedOptions, options: ElasticsearchAppOptions, tls: Tls | undefined,
): Promise<ElasticsearchListener & Pick<Listening, 'close'> | undefined> {
  if (!elasticsearch) return undefined
  const { buildElasticsearch } = await import('./elasticsearch/app.js')
  const fastify = buildElasticsearch(instances, options)
  const { origin: url, port, app, close } = await listen(
    { fastify, answer: fastify.routing }, elasticsearch.host ?? host, elasticsearch.port, tls,
  )
  instances.elasticsearchListensAt(url)
  return { url, port, app, close }
}

/**
 * Starts a server, by default on a free port of the loopback address. Servers share nothing but code.
 * @throws InvalidInput for an invalid option or seed; Error if it can't listen
 * @example
 * const kibana = await startServer({ seed: { cases: [{ id: 'case-1', title: 'Login from two countries' }] } })
 * await fetch(`${kibana.url}/api/cases/case-1`)
 * await kibana.close()
 */
export async function startServer (options: ServerOptions = {}): Promise<RunningServer> {
  const { resolved, tls, instances } = naming('startServer', () => {
    const resolved = resolveOptions(options)
    return { resolved, tls: resolveTls(resolved), instances: new Instances(createContext, resolved) }
  })
  const logger = typeof resolved.logger === 'string' ? { level: resolved.logger } : resolved.logger
  const built = naming('startServer', () => buildApp(instances, { describeRoutes, logger, control: resolved.control, ca: tls?.ca }))
  warnOfUnknownVersion(built.fastify, instances.root.kibana.version)
  const listening: Pick<Listening, 'close'>[] = []
  const close = async () => {
    // Pending waits would keep the listeners from closing
    instances.dispose()
    await Promise.all(listening.map(({ close }) => close()))
  }
  try {
    const kibana = await listen(built, resolved.host, resolved.port, tls)
    listening.push(kibana)
    instances.listensAt(kibana.origin)
    const elasticsearch = await listenAsElasticsearch(instances, resolved, { logger }, tls)
    if (elasticsearch) listening.push(elasticsearch)
    const { origin, port, app } = kibana
    return {
      ...serverHandle(instances),
      url: origin + resolved.basePath,
      port,
      tls: tls && { ca: tls.ca },
      app,
      elasticsearch: elasticsearch && { url: elasticsearch.url, port: elasticsearch.port, app: elasticsearch.app },
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
