import type { InstanceHandle } from '../control/handle.js'
import type { Sandbox, ServerHandle } from '../control/server-handle.js'

/**
 * A handle over HTTP: the same methods, but each returns a promise. With `await`, the same code works with both.
 */
export type Remote<Handle> = {
  readonly [Key in keyof Handle]: Handle[Key] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : Handle[Key] extends object ? Remote<Handle[Key]> : Promise<Handle[Key]>
}

/** The parts of an instance that also work outside the server's process. */
type Shared = Omit<InstanceHandle, 'clock'> & {
  /** The clock of this Kibana. */
  readonly clock: Omit<InstanceHandle['clock'], 'reset' | 'onMove'>
}

/** The controls of one Kibana over HTTP: a server's own, or a sandbox. */
export interface ConnectedInstance extends Remote<Shared> {}

/** A sandbox over HTTP. */
export interface ConnectedSandbox extends ConnectedInstance, AsyncDisposable {
  /** The id in its URL. */
  readonly id: Sandbox['id']
  /** The URL of its Kibana, for clients. */
  readonly url: Sandbox['url']
  /** The URL of its Elasticsearch, as the server knows it; undefined if the server does not have the option `elasticsearch`. */
  readonly elasticsearch: Sandbox['elasticsearch']
  /**
   * Removes the sandbox, with all its data.
   * @example
   * afterEach(() => kibana.close())
   */
  close (): Promise<void>
}

/** The sandboxes of a server, over HTTP. Files in a `seed` are read by this client. */
export interface ConnectedSandboxes extends Remote<Omit<ServerHandle['sandboxes'], 'add' | 'replace'>> {
  /**
   * Makes a sandbox, like `sandbox()`.
   * @example
   * const { url } = await server.sandboxes.add({ license: 'basic' })
   */
  add (...args: Parameters<ServerHandle['sandboxes']['add']>): Promise<ConnectedSandbox>
  /**
   * Makes a sandbox, replacing the one with that id if there is one.
   * @throws InvalidInput for an invalid option; then nothing has changed
   * @example
   * await using kibana = await server.sandboxes.replace({ id: `worker-${process.env.JEST_WORKER_ID}` })
   */
  replace (...args: Parameters<ServerHandle['sandboxes']['replace']>): Promise<ConnectedSandbox>
}

/** The controls of a server over HTTP, as `connect()` returns them. */
export interface ConnectedServer extends ConnectedInstance, AsyncDisposable {
  /** The URL of Kibana, for clients. */
  readonly url: string
  /**
   * Makes a separate Kibana on the same port, in the state of the server at its start, except for the given options. Files in `seed` are
   * read by this client.
   * @throws InvalidInput for an invalid option, ConflictError for an id in use
   * @example
   * await using kibana = await server.sandbox({ license: 'basic' })
   */
  sandbox (...args: Parameters<ServerHandle['sandbox']>): Promise<ConnectedSandbox>
  /** The existing sandboxes. */
  readonly sandboxes: ConnectedSandboxes
  /**
   * Ends all waits and listeners of this client. The server keeps running.
   * @example
   * afterAll(() => kibana.close())
   */
  close (): Promise<void>
}
