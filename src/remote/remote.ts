import type { InstanceHandle } from '../control/handle.js'
import type { Sandbox, ServerHandle } from '../control/server-handle.js'

/**
 * A handle as it is over HTTP: the same verbs, each with a promise of its result. With `await`, the same code runs over both.
 */
export type Remote<Handle> = {
  readonly [Key in keyof Handle]: Handle[Key] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : Handle[Key] extends object ? Remote<Handle[Key]> : Promise<Handle[Key]>
}

/** The parts of an instance without those that only the process of the server can use. */
type Shared = Omit<InstanceHandle, 'clock'> & { readonly clock: Omit<InstanceHandle['clock'], 'reset' | 'onMove'> }

/** The controls of one Kibana over HTTP: a server's own, or a sandbox. */
export interface ConnectedInstance extends Remote<Shared> {}

/** A sandbox over HTTP. */
export interface ConnectedSandbox extends ConnectedInstance, AsyncDisposable {
  /** The id in its URL. */
  readonly id: Sandbox['id']
  /** The URL of its Kibana, for clients. */
  readonly url: Sandbox['url']
  /** Removes it, with everything that it holds. */
  close (): Promise<void>
}

/** The sandboxes of a server, over HTTP. Files that a `seed` names are read here. */
export interface ConnectedSandboxes extends Remote<Omit<ServerHandle['sandboxes'], 'add' | 'replace'>> {
  /** Makes a sandbox, as `sandbox()` does. */
  add (...args: Parameters<ServerHandle['sandboxes']['add']>): Promise<ConnectedSandbox>
  /**
   * Makes a sandbox in place of the one with that id, if there is one.
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
   * Makes a separate Kibana behind the same port, as the server was at its start but for the given options. Files that `seed` names are
   * read here.
   * @throws InvalidInput for an invalid option, ConflictError for an id in use
   * @example
   * await using kibana = await server.sandbox({ license: 'basic' })
   */
  sandbox (...args: Parameters<ServerHandle['sandbox']>): Promise<ConnectedSandbox>
  /** The sandboxes there are. */
  readonly sandboxes: ConnectedSandboxes
  /** Ends what is waited for and listened to here. The server goes on. */
  close (): Promise<void>
}
