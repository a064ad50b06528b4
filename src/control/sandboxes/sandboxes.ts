import { checkInput } from '../../input/check-input.js'
import { toMilliseconds, type Duration } from '../../input/duration.js'
import { idInUse } from '../../input/conflict-error.js'
import { naming } from '../../input/invalid-input.js'
import { NotFoundError } from '../../input/not-found-error.js'
import { Random } from '../../kibana/random.js'
import type { Instance } from '../instance.js'
import { ReplacementSchema, SandboxOptionsSchema, type OwnOptions, type Replacement, type SandboxOptions } from './options.js'
import type { ListedSandbox } from './schema.js'

/** The path prefix of sandboxes. */
export const SANDBOX_PREFIX = '/_sandbox/'

/** A sandbox without its URL, which depends on how clients reach it. */
export type SandboxPlace = Omit<ListedSandbox, 'url'>

/** A new sandbox and its instance. */
export type MadeSandbox = SandboxPlace & { readonly instance: Instance }

interface ActiveSandbox {
  readonly id: string
  readonly serial: number
  readonly instance: Instance
  readonly idle: number
  lastUsed: number
  timer: NodeJS.Timeout
}

/** The sandboxes of one server: separate Kibana instances behind the same port. */
export class Sandboxes {
  readonly #create: (path: string, options: OwnOptions) => Instance
  /** Generates ids, separately from those of documents. */
  readonly #random: Random
  readonly #sandboxes = new Map<string, ActiveSandbox>()
  #lastSerial = 0

  /**
   * @param create makes an instance like the server at its start, except for the given options; its links start with the path
   * @param random the option `random`
   */
  constructor (create: (path: string, options: OwnOptions) => Instance, random: number | undefined) {
    this.#create = create
    this.#random = new Random(random)
  }

  /**
   * Makes a sandbox, in constant time if it copies the server's documents.
   * @throws InvalidInput for an invalid option, ConflictError for an id in use
   */
  add (options: SandboxOptions = {}): MadeSandbox {
    const { id = this.#random.id(), idle = '30m', ...own } = checkInput(SandboxOptionsSchema, options, 'sandbox')
    if (this.#sandboxes.has(id)) throw idInUse('sandbox', id, '; PUT and sandboxes.replace() replace it')
    return this.#make(id, idle, own)
  }

  /**
   * Makes a sandbox, replacing the one with that id if there is one.
   * @throws InvalidInput for an invalid option; then nothing has changed
   */
  replace (options: Replacement): MadeSandbox {
    const { id, idle = '30m', ...own } = checkInput(ReplacementSchema, options, 'sandbox')
    return this.#make(id, idle, own)
  }

  #make (id: string, idle: Duration, own: OwnOptions): MadeSandbox {
    const instance = naming('sandbox', () => this.#create(SANDBOX_PREFIX + id, own))
    const replaced = this.#sandboxes.get(id)
    if (replaced) this.#end(replaced)
    const idleTime = toMilliseconds(idle)
    const timer = setTimeout(() => this.#removeIfIdle(sandbox), idleTime).unref()
    const sandbox: ActiveSandbox = { id, serial: ++this.#lastSerial, instance, idle: idleTime, lastUsed: performance.now(), timer }
    this.#sandboxes.set(id, sandbox)
    return { ...toListed(sandbox), instance }
  }

  /** Returns the instance of a sandbox, and restarts its idle time. */
  use (id: string): Instance | undefined {
    const sandbox = this.#sandboxes.get(id)
    if (sandbox) sandbox.lastUsed = performance.now()
    return sandbox?.instance
  }

  /** Whether the sandbox with that id (still) has this serial. */
  has (id: string, serial: number): boolean {
    return this.#sandboxes.get(id)?.serial === serial
  }

  /** Lists the sandboxes, oldest first. */
  list (): SandboxPlace[] {
    return [...this.#sandboxes.values()].map(toListed)
  }

  /**
   * Removes a sandbox.
   * @param serial removes only the sandbox with this serial, not one that has replaced it
   * @throws NotFoundError for an unknown id, or another serial
   */
  remove (id: string, serial?: number): void {
    const sandbox = this.#sandboxes.get(id)
    if (!sandbox || (serial !== undefined && serial !== sandbox.serial)) throw new NotFoundError('sandbox', id)
    this.#end(sandbox)
  }

  /**
   * Removes all sandboxes.
   * @param why the error for calls that wait for something in them
   */
  clear (why?: Error): void {
    for (const sandbox of [...this.#sandboxes.values()]) this.#end(sandbox, why)
  }

  #end ({ id, timer, instance }: ActiveSandbox, why: Error = new NotFoundError('sandbox', id)): void {
    clearTimeout(timer)
    this.#sandboxes.delete(id)
    instance.dispose(why)
  }

  #removeIfIdle (sandbox: ActiveSandbox): void {
    const left = sandbox.idle - (performance.now() - sandbox.lastUsed)
    if (left <= 0) this.#end(sandbox)
    else sandbox.timer = setTimeout(() => this.#removeIfIdle(sandbox), left).unref()
  }
}

function toListed ({ id, serial, instance: { kibana } }: ActiveSandbox): SandboxPlace {
  const { basePath, kibanaVersion, elasticsearchUrl: elasticsearch } = kibana.settings
  return { id, serial, path: SANDBOX_PREFIX + id + basePath, kibanaVersion, ...(elasticsearch !== undefined && { elasticsearch }) }
}
