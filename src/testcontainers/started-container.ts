import { AbstractStartedContainer, type RestartOptions, type StartedTestContainer, type StopOptions, type StoppedTestContainer } from 'testcontainers'
import { connect, type ConnectedServer } from '../index.js'

/** How to reach the server in a container. */
export interface Reached {
  readonly port: number
  readonly basePath: string
  readonly token?: string
}

/** A container whose server answers: the methods of Testcontainers, and the controls of the server, which the constructor assigns. */
export interface StartedKibanaCasesContainer extends Omit<ConnectedServer, 'close' | typeof Symbol.asyncDispose> {}
export class StartedKibanaCasesContainer extends AbstractStartedContainer {
  readonly #reached: Reached
  #disconnect: () => Promise<void>

  constructor (container: StartedTestContainer, reached: Reached) {
    super(container)
    this.#reached = reached
    this.#disconnect = this.#connect()
  }

  /** Restarts the container. Its port may be another then; so read `url` again. */
  override async restart (options?: Partial<RestartOptions>): Promise<void> {
    await this.#disconnect()
    await super.restart(options)
    this.#disconnect = this.#connect()
  }

  /** Ends what waits and listens here, and stops the container. */
  override async stop (options?: Partial<StopOptions>): Promise<StoppedTestContainer> {
    await this.#disconnect()
    return super.stop(options)
  }

  /** Ends what waits and listens here, and stops the container. */
  async close (): Promise<void> {
    await this.stop()
  }

  #connect (): () => Promise<void> {
    const { port, basePath, token } = this.#reached
    const url = `http://${this.getHost()}:${this.getMappedPort(port)}${basePath}`
    const { close, [Symbol.asyncDispose]: disposed, ...controls } = connect(url, token === undefined ? {} : { token })
    Object.assign(this, controls)
    return close
  }
}
