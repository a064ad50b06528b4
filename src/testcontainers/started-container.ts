import {
  AbstractStartedContainer, type RestartOptions, type StartedTestContainer, type StopOptions, type StoppedTestContainer,
} from 'testcontainers'
import { connect, type ConnectedServer } from '../index.js'
import { readAuthority } from './read-authority.js'

/** The address and token of the server in a container. */
interface Reached {
  readonly port: number
  readonly elasticsearchPort?: number | undefined
  readonly basePath: string
  readonly isSecure: boolean
  readonly token: string | undefined
}

/** A running container with the methods of Testcontainers and the controls of its server, which `connect` assigns. */
export interface StartedKibanaCasesContainer extends Omit<ConnectedServer, 'close' | typeof Symbol.asyncDispose> {}
export class StartedKibanaCasesContainer extends AbstractStartedContainer {
  readonly #reached: Reached
  #disconnect: () => Promise<void> = async () => {}
  /** The certificate that clients need to trust the server, in PEM format; undefined without the option `tls`. */
  tls: { readonly ca: string } | undefined
  /** The Elasticsearch of this Kibana, for clients; undefined without the option `elasticsearch`. */
  elasticsearch: { readonly url: string } | undefined

  private constructor (container: StartedTestContainer, reached: Reached) {
    super(container)
    this.#reached = reached
  }

  /** Wraps a started container, and resolves once its controls are connected. */
  static async of (container: StartedTestContainer, reached: Reached): Promise<StartedKibanaCasesContainer> {
    const started = new StartedKibanaCasesContainer(container, reached)
    await started.#connect()
    return started
  }

  /**
   * Restarts the container: `await kibana.restart()`. Its ports may change, and a generated certificate does, so read `url`, `tls` and
   * `elasticsearch` again.
   */
  override async restart (options?: Partial<RestartOptions>): Promise<void> {
    await this.#disconnect()
    await super.restart(options)
    await this.#connect()
  }

  /** Ends all waits and listeners, and stops the container: `await kibana.stop()`. */
  override async stop (options?: Partial<StopOptions>): Promise<StoppedTestContainer> {
    await this.#disconnect()
    return super.stop(options)
  }

  /** Ends all waits and listeners, and stops the container: `await kibana.close()`. */
  async close (): Promise<void> {
    await this.stop()
  }

  async #connect (): Promise<void> {
    const { port, elasticsearchPort, basePath, isSecure, token } = this.#reached
    const originOf = (inside: number) => `${isSecure ? 'https' : 'http'}://${this.getHost()}:${this.getMappedPort(inside)}`
    const origin = originOf(port)
    this.elasticsearch = elasticsearchPort === undefined ? undefined : { url: originOf(elasticsearchPort) }
    this.tls = isSecure ? { ca: await readAuthority(origin) } : undefined
    const options = { ...(token !== undefined && { token }), ...this.tls }
    const { close, [Symbol.asyncDispose]: disposed, ...controls } = connect(origin + basePath, options)
    Object.assign(this, controls)
    this.#disconnect = close
  }
}
