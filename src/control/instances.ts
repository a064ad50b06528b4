import type { FastifyRequest } from 'fastify'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import type { KibanaContext } from '../kibana/context.js'
import { parseTarget, targetOf, type Target } from '../kibana-http/target.js'
import { resolveOptions, withoutUndefined, type ResolvedOptions } from '../options/resolve.js'
import type { Seed } from '../state/seed.js'
import { Snapshot } from '../state/snapshots.js'
import { fillAtStart, type Start } from '../state/start.js'
import { Instance } from './instance.js'
import { DOCUMENT_OPTIONS, type OwnOptions } from './sandboxes/options.js'
import { Sandboxes, SANDBOX_PREFIX } from './sandboxes/sandboxes.js'

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
  /** The instances of sandboxes. */
  readonly #byKibana = new WeakMap<KibanaContext, Instance>()

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
    kibana.settings.publicBaseUrl ||= this.urlOf(path)
    if (this.#elasticsearchUrl !== undefined) kibana.settings.elasticsearchUrl = this.#elasticsearchUrl + path
    const instance = this.#instanceOf(kibana, start, options)
    this.#byKibana.set(kibana, instance)
    return instance
  }

  /** Fills a sandbox: in constant time with a copy of the server's documents, unless its own options affect documents. */
  #fill (kibana: KibanaContext, own: OwnOptions, seed: Seed | undefined): Start {
    const isCopy = DOCUMENT_OPTIONS.every(option => own[option] === undefined)
    const start = isCopy ? this.#start : fillAtStart(kibana, seed)
    if (isCopy) start.filled.putBack(kibana)
    // A license of its own replaces that in the server's seed
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

  /** Sets the URL of the server's Elasticsearch. That of a sandbox is below it, at the sandbox's path. */
  elasticsearchListensAt (url: string): void {
    this.#elasticsearchUrl = url
    this.root.kibana.settings.elasticsearchUrl = url
  }

  /** The path of a sandbox's Kibana, including the base path. */
  pathOf (path: string): string {
    return path + this.root.kibana.settings.basePath
  }

  /** The URL of a sandbox's Kibana. */
  urlOf (path: string, origin = this.#origin): string {
    return origin + this.pathOf(path)
  }

  /** The Kibana and space that a URL addresses, and the rest of the URL for routing. */
  target (url: string): Target {
    if (!url.startsWith(SANDBOX_PREFIX)) return parseTarget(url, this.root.kibana)
    const sandbox = this.#sandboxIn(url)
    return sandbox ? parseTarget(sandbox.url, sandbox.kibana, sandbox.mount) : this.#ownTarget(url)
  }

  /** The same for a URL of Elasticsearch, which has neither a base path nor spaces. */
  elasticsearchTarget (url: string): Target {
    return this.#sandboxIn(url) ?? this.#ownTarget(url)
  }

  /** The sandbox that a URL addresses, and the rest of the URL; restarts its idle time. */
  #sandboxIn (url: string): Target | undefined {
    const [mount = '', id = ''] = SANDBOX_URL.exec(url) ?? []
    const kibana = this.sandboxes.use(id)?.kibana
    const rest = url.slice(mount.length)
    return kibana && { kibana, mount, space: DEFAULT_SPACE_ID, url: rest.startsWith('/') ? rest : `/${rest}` }
  }

  /** A target in the server's own Kibana. */
  #ownTarget (url: string): Target {
    return { kibana: this.root.kibana, mount: '', space: DEFAULT_SPACE_ID, url }
  }

  /** The instance that a request addresses. */
  of (request: FastifyRequest): Instance {
    const { kibana } = targetOf(request.raw)
    return kibana === this.root.kibana ? this.root : this.#byKibana.get(kibana)!
  }

  dispose (): void {
    const why = new Error('the server was closed while something waited for a request')
    this.sandboxes.clear(why)
    this.root.dispose(why)
  }
}
