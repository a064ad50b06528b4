import { instanceHandle, type InstanceHandle } from './handle.js'
import type { Instances } from './instances.js'
import type { Replacement, SandboxOptions } from './sandboxes/options.js'
import type { MadeSandbox } from './sandboxes/sandboxes.js'
import type { ListedSandbox } from './sandboxes/schema.js'

/** A separate Kibana behind the port of a server. */
export interface Sandbox extends InstanceHandle, Disposable, AsyncDisposable {
  /** The id in its URL. */
  readonly id: string
  /** The URL of its Kibana, for clients. */
  readonly url: string
  /** Removes it, with everything that it holds. */
  close (): Promise<void>
}

/** The sandboxes of a server. */
export interface SandboxList {
  /**
   * Makes a sandbox, as `kibana.sandbox()` does.
   * @throws InvalidInput for an invalid option, ConflictError for an id in use
   * @example
   * using kibana = server.sandboxes.add({ license: 'basic' })
   */
  add (options?: SandboxOptions): Sandbox
  /**
   * Makes a sandbox in place of the one with that id, if there is one: the number of a worker can be its id, run after run.
   * @throws InvalidInput for an invalid option; then nothing has changed
   * @example
   * using kibana = server.sandboxes.replace({ id: `worker-${process.env.JEST_WORKER_ID}` })
   */
  replace (options: Replacement): Sandbox
  /** Lists the sandboxes, oldest first. */
  list (): ListedSandbox[]
  /**
   * Removes a sandbox.
   * @throws NotFoundError for an unknown id
   */
  remove (id: string): void
  /** Removes all sandboxes. */
  clear (): void
}

/** The controls of a server. */
export interface ServerHandle extends InstanceHandle {
  /**
   * Makes a separate Kibana behind the same port, as the server was at its start but for the given options.
   * @throws InvalidInput for an invalid option, ConflictError for an id in use
   * @example
   * using kibana = server.sandbox({ license: 'basic' })
   */
  sandbox (options?: SandboxOptions): Sandbox
  /** The sandboxes there are. */
  readonly sandboxes: SandboxList
}

/** The handle of a server, over its instances. */
export function serverHandle (instances: Instances): ServerHandle {
  const { root, sandboxes } = instances
  const handleOf = ({ id, path, instance }: MadeSandbox): Sandbox => {
    // It may be gone already: idle, or removed over HTTP
    const remove = () => { if (sandboxes.has(id, instance)) sandboxes.remove(id) }
    return {
      ...instanceHandle(instance),
      id,
      url: instances.urlOf(path),
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
      list: () => sandboxes.list().map(({ id, path, kibanaVersion }) =>
        ({ id, path: instances.pathOf(path), url: instances.urlOf(path), kibanaVersion })),
      remove: id => sandboxes.remove(id),
      clear: () => sandboxes.clear(),
    },
  }
}
