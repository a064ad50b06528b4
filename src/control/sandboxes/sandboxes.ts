import { Type, type Static } from '@sinclair/typebox'
import { Random } from '../../kibana/random.js'
import { checkInput } from '../../input/check-input.js'
import { InvalidInput } from '../../input/invalid-input.js'
import type { Instance } from '../instance.js'
import { DurationSchema, toMilliseconds } from '../../input/duration.js'
import { NotFoundError } from '../errors.js'

export const SandboxOptionsSchema = Type.Object({
  /** Its name in the URL; made up when left out. */
  id: Type.Optional(Type.String({ pattern: '^[\\w-]{1,100}$', expected: 'an id of letters, digits, "_" and "-"' })),
  /** How long it may go without a request before it is removed, in real time; half an hour when left out. */
  idle: Type.Optional(DurationSchema),
}, { additionalProperties: false })
export type SandboxOptions = Static<typeof SandboxOptionsSchema>

/** Where the URLs of sandboxes start. */
export const SANDBOX_PREFIX = '/_sandbox/'

interface ActiveSandbox {
  readonly id: string
  readonly instance: Instance
  readonly idle: number
  lastUsed: number
  timer: NodeJS.Timeout
}

/** The sandboxes of one server: whole Kibanas of their own behind the same port. */
export class Sandboxes {
  readonly #create: (path: string) => Instance
  /** Where ids come from that nobody gave: not from those of documents. */
  readonly #random: Random
  readonly #sandboxes = new Map<string, ActiveSandbox>()

  /**
   * @param create makes a Kibana as the server's own was when it started, for URLs that start with a path
   * @param random the option `random`
   */
  constructor (create: (path: string) => Instance, random: number | undefined) {
    this.#create = create
    this.#random = new Random(random)
  }

  /**
   * Makes a sandbox, in constant time.
   * @throws TypeError that names the place and what was expected
   */
  add (options: SandboxOptions = {}): { id: string, path: string, instance: Instance } {
    const { id = this.#random.id(), idle = '30m' } = checkInput(SandboxOptionsSchema, options, 'sandbox')
    if (this.#sandboxes.has(id)) throw new InvalidInput('id', 'an id that no other sandbox has', JSON.stringify(id))
    const path = SANDBOX_PREFIX + id
    const sandbox: ActiveSandbox = { id, instance: this.#create(path), idle: toMilliseconds(idle), lastUsed: performance.now(), timer: setTimeout(() => this.#removeIfIdle(sandbox), toMilliseconds(idle)).unref() }
    this.#sandboxes.set(id, sandbox)
    return { id, path, instance: sandbox.instance }
  }

  /** The control of the sandbox of that id, which counts as a use of it. */
  use (id: string): Instance | undefined {
    const sandbox = this.#sandboxes.get(id)
    if (sandbox) sandbox.lastUsed = performance.now()
    return sandbox?.instance
  }

  /** Whether the sandbox of that id is (still) the one with this control. */
  has (id: string, instance: Instance): boolean {
    return this.#sandboxes.get(id)?.instance === instance
  }

  list (): { id: string, path: string }[] {
    return [...this.#sandboxes.keys()].map(id => ({ id, path: SANDBOX_PREFIX + id }))
  }

  /**
   * @param why what those are told who wait for something in it
   * @throws Error when there is none of that id (any more)
   */
  remove (id: string, why: Error = new NotFoundError('sandbox', id)): void {
    const sandbox = this.#sandboxes.get(id)
    if (!sandbox) throw new NotFoundError('sandbox', id)
    clearTimeout(sandbox.timer)
    this.#sandboxes.delete(id)
    sandbox.instance.dispose(why)
  }

  dispose (why: Error): void {
    for (const id of [...this.#sandboxes.keys()]) this.remove(id, why)
  }

  #removeIfIdle (sandbox: ActiveSandbox): void {
    const left = sandbox.idle - (performance.now() - sandbox.lastUsed)
    if (left <= 0) this.remove(sandbox.id)
    else sandbox.timer = setTimeout(() => this.#removeIfIdle(sandbox), left).unref()
  }
}
