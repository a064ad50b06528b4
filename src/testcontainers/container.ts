import { Type } from '@sinclair/typebox'
import { GenericContainer, Wait } from 'testcontainers'
import { COMMAND_OPTIONS } from '../command/option-names.js'
import type { SandboxOptions, ServerOptions } from '../index.js'
import { checkInput } from '../input/check-input.js'
import { naming } from '../input/invalid-input.js'
import { OptionsSchema } from '../options/schema.js'
import { toJsonOptions } from '../options/to-json.js'
import { readSeed } from '../state/seed.js'
import { readTlsFiles } from '../tls/resolve.js'
import { imageOfRelease } from './image.js'
import { StartedKibanaCasesContainer } from './started-container.js'

/** The ports of Kibana and of Elasticsearch in the container, and the directory it loads its seed from. */
const PORT = 5601
const ELASTICSEARCH_PORT = 9200
const FIXTURES = '/fixtures'

/** Options of a server in a container, except for its seed and its token. */
export type ContainerOptions = Omit<ServerOptions, 'host' | 'port' | 'seed' | 'control'>
const ContainerOptionsSchema = Type.Omit(OptionsSchema, ['host', 'port', 'seed', 'control'])

/**
 * A container with a server, for Testcontainers. By default it contains the cases from Kibana's documentation.
 * @example
 * await using kibana = await new KibanaCasesContainer().withSeed({ cases: [{ id: 'case-1', title: 'Login from two countries' }] }).start()
 * await myForwarder(kibana.url)
 * await kibana.requests.verify({ match: { method: 'PATCH' }, times: 1 })
 */
export class KibanaCasesContainer extends GenericContainer {
  #options: ContainerOptions = {}
  #token: string | undefined

  /** @param image by default the published image of this release; `kibana-cases-mock` for one that you built under that name */
  constructor (image = imageOfRelease()) {
    super(image)
    this.withExposedPorts(PORT)
  }

  /**
   * Sets the state at the start, which `reset()` restores: `withSeed('demo')`. Files are read here and copied into the container.
   * @throws InvalidInput for a file that can't be read
   */
  withSeed (seed: NonNullable<ServerOptions['seed']>): this {
    const states = naming('withSeed', () => readSeed(seed))
    // Without a file the container would load its default cases
    const files = states.length === 0 ? [{}] : states
    return this.withCopyContentToContainer(
      files.map((state, index) => ({ content: JSON.stringify(state), target: `${FIXTURES}/seed-${String(index).padStart(4, '0')}.json` })),
    )
  }

  /** Sets the version of Kibana: `withKibanaVersion('8.15.0')`. */
  withKibanaVersion (kibanaVersion: string): this {
    return this.withOptions({ kibanaVersion })
  }

  /** Sets the license: `withLicense('basic')`. */
  withLicense (license: NonNullable<ServerOptions['license']>): this {
    return this.withOptions({ license })
  }

  /** Enables security: `withSecurity({ users: { ann: { password: 'secret', roles: ['superuser'] } } })`. */
  withSecurity (security: NonNullable<ServerOptions['security']>): this {
    return this.withOptions({ security })
  }

  /** Adds spaces, by id or as bodies of Kibana's spaces API: `withSpaces(['soc'])`. */
  withSpaces (spaces: NonNullable<ServerOptions['spaces']>): this {
    return this.withOptions({ spaces })
  }

  /** Sets the preconfigured connectors, as kibana.yml does: `withConnectors({ log: { name: 'Log', actionTypeId: '.server-log' } })`. */
  withConnectors (connectors: NonNullable<ServerOptions['connectors']>): this {
    return this.withOptions({ connectors })
  }

  /** Sets how external systems are reached, by connector type: `withExternalServices({ '.jira': 'live' })`. */
  withExternalServices (externalServices: NonNullable<ServerOptions['externalServices']>): this {
    return this.withOptions({ externalServices })
  }

  /** Sets how external systems fail, from the start on: `withExternalFailures([{ failure: 'timeout', times: 1 }])`. */
  withExternalFailures (externalFailures: NonNullable<ServerOptions['externalFailures']>): this {
    return this.withOptions({ externalFailures })
  }

  /** Starts the Elasticsearch of this Kibana too: `withElasticsearch()`; its URL is `elasticsearch.url` of the started container. */
  withElasticsearch (): this {
    return this.withOptions({ elasticsearch: { port: ELASTICSEARCH_PORT } })
  }

  /** Adds answers for paths that the server does not have: `withStubs([{ path: '/api/fleet/agents', body: { items: [] } }])`. */
  withStubs (stubs: NonNullable<ServerOptions['stubs']>): this {
    return this.withOptions({ stubs })
  }

  /** Sets the start time of the clock, and whether it is frozen: `withClock({ now: '2025-06-01T10:00:00Z', frozen: true })`. */
  withClock (clock: NonNullable<SandboxOptions['clock']>): this {
    return this.withOptions({ clock })
  }

  /** Makes generated ids the same in each run: `withRandom(1)`. */
  withRandom (random: number): this {
    return this.withOptions({ random })
  }

  /** Sets the base path, like Kibana's `server.basePath`: `withBasePath('/kibana')`. */
  withBasePath (basePath: string): this {
    return this.withOptions({ basePath })
  }

  /** Sets the URL that links to cases begin with: `withPublicBaseUrl('https://kibana.example.com')`. */
  withPublicBaseUrl (publicBaseUrl: string): this {
    return this.withOptions({ publicBaseUrl })
  }

  /** Sets the size of the largest body, like Kibana's `server.maxPayload`: `withMaxPayloadBytes(10_000_000)`. */
  withMaxPayloadBytes (maxPayloadBytes: number): this {
    return this.withOptions({ maxPayloadBytes })
  }

  /** Sets the number of requests that the request log keeps: `withRequestLog({ size: 5000 })`. */
  withRequestLog (requestLog: NonNullable<ServerOptions['requestLog']>): this {
    return this.withOptions({ requestLog })
  }

  /** Sets the log of the container, with options of pino: `withLogger({ level: 'debug' })`. */
  withLogger (logger: NonNullable<ServerOptions['logger']>): this {
    return this.withOptions({ logger })
  }

  /**
   * Enables https: `withTls()` generates a certificate, `tls.ca` of the started container; `withTls({ key, cert })` uses yours, as PEM or
   * as paths of files, which are read here.
   */
  withTls (tls: NonNullable<ServerOptions['tls']> = true): this {
    return this.withOptions({ tls })
  }

  /** Requires a token on the control routes, which the started container sends: `withControlToken('s3cret')`. */
  withControlToken (token: string): this {
    this.#token = token
    return this
  }

  /**
   * Sets several options of the server, in addition to those already set: `withOptions({ license: 'gold', basePath: '/kb' })`.
   * @throws InvalidInput for an invalid option, or a file that can't be read
   */
  withOptions (options: ContainerOptions): this {
    naming('KibanaCasesContainer', () => {
      const { tls, ...others } = checkInput(ContainerOptionsSchema, options, 'options')
      this.#options = { ...this.#options, ...toJsonOptions(others), ...(tls !== undefined && { tls: readTlsFiles(tls) }) }
    })
    return this
  }

  /** Starts the container, and waits until the server is ready: `await using kibana = await container.start()`. */
  override async start (): Promise<StartedKibanaCasesContainer> {
    const token = this.#token
    const { basePath = '', tls = false, elasticsearch } = this.#options
    // A free port would be unknown outside the container
    const second = elasticsearch && { ...elasticsearch, port: elasticsearch.port || ELASTICSEARCH_PORT }
    if (second) this.withExposedPorts(second.port)
    this.withEnvironment(toEnvironment({
      ...this.#options, ...(second && { elasticsearch: second }), ...(token !== undefined && { control: { token } }),
    }))
    const health = Wait.forHttp('/_mock/health', PORT, { abortOnContainerExit: true })
    this.withWaitStrategy(tls === false ? health : health.usingTls().allowInsecure())
    return await StartedKibanaCasesContainer.of(await super.start(), {
      port: PORT, elasticsearchPort: second?.port, basePath, isSecure: tls !== false, token,
    })
  }
}

/** The environment variables for these options. */
function toEnvironment (options: ServerOptions): Record<string, string> {
  const given = new Map<string, unknown>(Object.entries(options))
  return Object.fromEntries(COMMAND_OPTIONS.filter(({ name }) => given.get(name) !== undefined).map(({ name, variable }) => {
    const value = given.get(name)
    return [variable, typeof value === 'string' ? value : JSON.stringify(value)]
  }))
}
