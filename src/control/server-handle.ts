import { instanceHandle, type InstanceHandle } from './handle.js'
import type { Instances } from './instances.js'
import type { Replacement, SandboxOptions } from './sandboxes/options.js'
import type { MadeSandbox } from './sandboxes/sandboxes.js'
import type { ListedSandbox } from './sandboxes/schema.js'

/** A separate Kibana on the port of a server. */
export interface Sandbox extends InstanceHandle, Disposable, AsyncDisposable {
  /** The id in its URL. */
  readonly id: string
  /** The URL of its Kibana, for clients. */
  readonly url: string
  /** Its Elasticsearch, with the `url` for clients; undefined if the server does not have the option `elasticsearch`. */
  readonly elasticsearch: {
    /** The URL for clients of Elasticsearch. */
    readonly url: string
  } | undefined
  /**
   * Removes the sandbox, with all its data.
   * @example
   * afterEach(() => kibana.close())
   */
  close (): Promise<void>
}

/** The sandboxes of a server. */
export interface SandboxList {
  /**
   * Makes a sandbox, like `kibana.sandbox()`.
   * @throws InvalidInput for an invalid option, ConflictError for an id in use
   * @example
   * using kibana = server.sandboxes.add({ license: 'basic' })
   */
  add (options?: SandboxOptions): Sandbox
  /**
   * Makes a sandbox, replacing the one with that id if there is one, so that a worker's number can be its id in every run.
   * @throws InvalidInput for an invalid option; then nothing has changed
   * @example
   * using kibana = server.sandboxes.replace({ id: `worker-${process.env.JEST_WORKER_ID}` })
   */
  replace (options: Replacement): Sandbox
  /**
   * Lists the sandboxes, oldest first.
   * @example
   * const urls = server.sandboxes.list().map(({ url }) => url)
   */
  list (): ListedSandbox[]
  /**
   * Removes a sandbox.
   * @throws NotFoundError for an unknown id
   * @example
   * server.sandboxes.remove('worker-1')
   */
  remove (id: string): void
  /**
   * Removes all sandboxes.
   * @example
   * server.sandboxes.clear()
   */
  clear (): void
}

/** The controls of a server. */
export interface ServerHandle extends InstanceHandle {
  /**
   * Makes a separate Kibana on the same port, in the state of the server at its start, except for the given options.
   * @throws InvalidInput for an invalid option, ConflictError for an id in use
   * @example
   * using kibana = server.sandbox({ license: 'basic' })
   */
  sandbox (options?: SandboxOptions): Sandbox
  /** The existing sandboxes. */
  readonly sandboxes: SandboxList
}

/** Builds the handle of a server from its instances. */
export function serverHandle (instances: Instances): ServerHandle {
  const { root, sandboxes } = instances
  const handleOf = (sandbox: MadeSandbox): Sandbox => {
    const { id, serial, url, elasticsearch } = instances.listed(sandbox)
    // It may already have been removed: when idle, or over HTTP
    const remove = () => { if (sandboxes.has(id, serial)) sandboxes.remove(id) }
    return {
      ...instanceHandle(sandbox.instance),
      id,
      url,
      elasticsearch: elasticsearch === undefined ? undefined : { url: elasticsearch },
      close: async () => remove(),
      [Symbol.dispose]: remove,
      [Symbol.asyncDispose]: async () => remove(),
    }
  }
  const add = (options?: SandboxOptions) => handleOf(sandboxes.add(options))
  return {
    ...instanceHandle(root),
    sandbox: add,
    sandboxes: {
      add,
      replace: options => handleOf(sandboxes.replace(options)),
      list: () => sandboxes.list().map(sandbox => instances.listed(sandbox)),
      remove: id => sandboxes.remove(id),
      clear: () => sandboxes.clear(),
    },
  }
}
