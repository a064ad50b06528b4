import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import type { KibanaContext } from '../kibana/context.js'
import { parseTarget, rememberTarget, type Target } from '../kibana-http/target.js'
import { withoutUndefined } from '../input/without-keys.js'
import { resolveOptions, type ResolvedOptions } from '../options/resolve.js'
import type { Seed } from '../state/seed.js'
import { Snapshot } from '../state/snapshots.js'
import { fillAtStart, type Start } from '../state/start.js'
import { Instance } from './instance.js'
import { DOCUMENT_OPTIONS, type OwnOptions } from './sandboxes/options.js'
import { Sandboxes, SANDBOX_PREFIX, type SandboxPlace } from './sandboxes/sandboxes.js'
import type { ListedSandbox } from './sandboxes/schema.js'

// Kept on Node's message, like the target, since servers and sandboxes share routes
const INSTANCE = Symbol('instance')
const INSTANCES = Symbol('instances')
type AimedMessage = IncomingMessage & { [INSTANCE]?: Instance, [INSTANCES]?: Instances }

const SANDBOX_URL = /^\/_sandbox\/([\w-]+)(?=[/?]|$)/

/** The Kibana instances of one server: its own, and its sandboxes. */
export class Instances {
  readonly root: Instance
  readonly sandboxes: Sandboxes
  readonly #createKibana: (options: ResolvedOptions) => KibanaContext
  readonly #options: ResolvedOptions
  readonly #start: Start
  #origin = ''
  #elasticsearchUrl: string | undefined

  /**
   * @param createKibana creates a Kibana with these options, without the seed
   * @throws InvalidInput for a seed that can't be read or is invalid
   */
  constructor (createKibana: (options: ResolvedOptions) => KibanaContext, options: ResolvedOptions = resolveOptions({})) {
    this.#createKibana = createKibana
    this.#options = options
    const kibana = createKibana(options)
    this.#start = fillAtStart(kibana, options.seed)
    this.root = this.#instanceOf(kibana, this.#start, options)
    this.sandboxes = new Sandboxes((path, own) => this.#createSandbox(path, own), options.random)
  }

  #instanceOf (kibana: KibanaContext, start: Start, { requestLog, random, stubs }: ResolvedOptions): Instance {
    kibana.security.ensureRolesOfUsers()
    return new Instance(kibana, start, { requestLogSize: requestLog.size, random, stubs })
  }

  #createSandbox (path: string, own: OwnOptions): Instance {
    const options = { ...this.#options, ...withoutUndefined(own) }
    const kibana = this.#createKibana(options)
    const start = this.#fill(kibana, own, options.seed)
    kibana.settings.publicBaseUrl ||= this.#origin + path + kibana.settings.basePath
    if (this.#elasticsearchUrl !== undefined) kibana.settings.elasticsearchUrl = this.#elasticsearchUrl + path
    return this.#instanceOf(kibana, start, options)
  }

  /** Fills a sandbox: in constant time with a copy of the server's documents, unless its own options affect documents. */
  #fill (kibana: KibanaContext, own: OwnOptions, seed: Seed | undefined): Start {
    const isCopy = DOCUMENT_OPTIONS.every(option => own[option] === undefined)
    const start = isCopy ? this.#start : fillAtStart(kibana, seed)
    if (isCopy) start.filled.putBack(kibana)
    // Its own license replaces the one in the server's seed
    if (own.license === undefined || own.seed !== undefined) return start
    kibana.license = own.license
    return { bare: start.bare, filled: new Snapshot('start', kibana) }
  }

  /** Sets the origin of the server, which links into Kibana use unless the options set another. */
  listensAt (origin: string): void {
    const { settings } = this.root.kibana
    this.#origin = origin
    settings.publicBaseUrl ||= origin + settings.basePath
  }

  /** Sets the URL of the server's Elasticsearch. The Elasticsearch of a sandbox is below it, at the sandbox's path. */
  elasticsearchListensAt (url: string): void {
    this.#elasticsearchUrl = url
    this.root.kibana.settings.elasticsearchUrl = url
  }

  /** A sandbox with the URL of its Kibana, by default at the origin of the server. */
  listed ({ id, serial, path, kibanaVersion, elasticsearch }: SandboxPlace, origin = this.#origin): ListedSandbox {
    return { id, serial, path, url: origin + path, kibanaVersion, ...(elasticsearch !== undefined && { elasticsearch }) }
  }

  /** Finds the Kibana and space that a message addresses, and stores them on it. */
  aim (message: IncomingMessage): Target {
    const url = message.url!
    const sandbox = this.#sandboxIn(url)
    return sandbox
      ? this.#remember(message, sandbox.instance, parseTarget(sandbox.url, sandbox.instance.kibana, sandbox.mount))
      : this.#remember(message, this.root, parseTarget(url, this.root.kibana))
  }

  /** The same for a message to Elasticsearch, which has neither a base path nor spaces. */
  aimElasticsearch (message: IncomingMessage): Target {
    const { instance, mount, url } = this.#sandboxIn(message.url!) ?? { instance: this.root, mount: '', url: message.url! }
    return this.#remember(message, instance, { kibana: instance.kibana, mount, space: DEFAULT_SPACE_ID, url })
  }

  /** The sandbox that a URL addresses, and the rest of the URL; restarts its idle time. */
  #sandboxIn (url: string): { readonly instance: Instance, readonly mount: string, readonly url: string } | undefined {
    if (!url.startsWith(SANDBOX_PREFIX)) return undefined
    const [mount = '', id = ''] = SANDBOX_URL.exec(url) ?? []
    const instance = this.sandboxes.use(id)
    const rest = url.slice(mount.length)
    return instance && { instance, mount, url: rest.startsWith('/') ? rest : `/${rest}` }
  }

  #remember (message: AimedMessage, instance: Instance, target: Target): Target {
    message[INSTANCE] = instance
    message[INSTANCES] = this
    return rememberTarget(message, target)
  }

  dispose (): void {
    const why = new Error('the server was closed while a call waited for a request')
    this.sandboxes.clear(why)
    this.root.dispose(why)
  }
}

/** The instance that a request addresses. */
export const instanceOf = ({ raw }: FastifyRequest): Instance => (raw as AimedMessage)[INSTANCE]!

/** The instances of the server that received a request. */
export const instancesOf = ({ raw }: FastifyRequest): Instances => (raw as AimedMessage)[INSTANCES]!
