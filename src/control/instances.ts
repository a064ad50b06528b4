import type { FastifyRequest } from 'fastify'
import type { KibanaContext } from '../kibana/context.js'
import { parseTarget, targetOf, type Target } from '../kibana-http/target.js'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import { Instance, type InstanceOptions } from './instance.js'
import { Sandboxes, SANDBOX_PREFIX } from './sandboxes/sandboxes.js'
import type { Seed } from '../state/seed.js'
import { fillAtStart } from '../state/start.js'

export interface ControlsOptions extends Partial<InstanceOptions> {
  readonly seed?: Seed | undefined
}

const SANDBOX_URL = /^\/_sandbox\/([\w-]+)(?=[/?]|$)/

/** Every Kibana of one server, each with its control: the server's own, and its sandboxes. */
export class Instances {
  readonly root: Instance
  readonly sandboxes: Sandboxes
  #origin = ''
  /** Of the sandboxes. */
  readonly #byKibana = new WeakMap<KibanaContext, Instance>()

  /**
   * @param createKibana makes a Kibana as the options say, without a seed
   * @throws TypeError for a seed that can't be read or makes no sense
   */
  constructor (createKibana: () => KibanaContext, { seed, random, requestLogSize = 1000 }: ControlsOptions = {}) {
    const options = { random, requestLogSize }
    const kibana = createKibana()
    const start = fillAtStart(kibana, seed)
    this.root = new Instance(kibana, start, options)
    this.sandboxes = new Sandboxes(path => {
      const sandbox = createKibana()
      start.filled.putBack(sandbox)
      sandbox.settings.publicBaseUrl ||= this.urlOf(path)
      const instance = new Instance(sandbox, start, options)
      this.#byKibana.set(sandbox, instance)
      return instance
    }, random)
  }

  /** Tells where the server listens; links into Kibana start there, unless the options say where. */
  listensAt (origin: string): void {
    const { settings } = this.root.kibana
    this.#origin = origin
    settings.publicBaseUrl ||= origin + settings.basePath
  }

  /** The URL of the sandbox at a path. */
  urlOf (path: string, origin = this.#origin): string {
    return origin + path + this.root.kibana.settings.basePath
  }

  /** Which Kibana a URL asks, in which space, and what is left of the URL for routing. */
  target (url: string): Target {
    if (!url.startsWith(SANDBOX_PREFIX)) return parseTarget(url, this.root.kibana)
    const [prefix = '', id = ''] = SANDBOX_URL.exec(url) ?? []
    const instance = this.sandboxes.use(id)
    if (!instance) return { kibana: this.root.kibana, space: DEFAULT_SPACE_ID, url }
    const rest = url.slice(prefix.length)
    return parseTarget(rest.startsWith('/') ? rest : `/${rest}`, instance.kibana)
  }

  /** The control of the Kibana that a request asks. */
  of (request: FastifyRequest): Instance {
    const { kibana } = targetOf(request.raw)
    return kibana === this.root.kibana ? this.root : this.#byKibana.get(kibana)!
  }

  dispose (): void {
    const why = new Error('the server was closed while something waited for a request')
    this.sandboxes.dispose(why)
    this.root.dispose(why)
  }
}
