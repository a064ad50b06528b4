import type { IncomingMessage } from 'node:http'
import type { KibanaContext } from '../kibana/context.js'
import { DEFAULT_SPACE_ID } from '../documents/space.js'

/** The Kibana and space that a URL addresses, and the rest of the URL, which is used for routing. */
export interface Target {
  readonly kibana: KibanaContext
  /** The path before the base path: that of a sandbox, or empty. */
  readonly mount: string
  readonly space: string
  readonly url: string
}

const NO_PREFIX: readonly string[] = []
const SPACE_PREFIX = /^\/s\/([a-z0-9_-]+)(?=[/?]|$)/

/**
 * Removes `basePath` and the space prefix from a URL. Does not check that the space exists; the pipeline does so later.
 * Source: Kibana's spaces/server/lib/request_interceptors/on_request_interceptor.ts
 */
export function parseTarget (url: string, kibana: KibanaContext, mount = ''): Target {
  const { basePath } = kibana.settings
  const hasBasePath = basePath !== '' && (url === basePath || url.startsWith(`${basePath}/`) || url.startsWith(`${basePath}?`))
  const path = hasBasePath ? url.slice(basePath.length) : url
  const [prefix = '', space = DEFAULT_SPACE_ID] = path.startsWith('/s/') ? SPACE_PREFIX.exec(path) ?? NO_PREFIX : NO_PREFIX
  return { kibana, mount, space, url: prefix === '' ? path : rooted(path.slice(prefix.length)) }
}

/** The path of a target's Kibana: its base path, below that of a sandbox. */
export const serverBasePath = ({ kibana, mount }: Target) => mount + kibana.settings.basePath

const rooted = (path: string) => path.startsWith('/') ? path : `/${path}`

// Fastify rewrites the URL before it creates the request object, so the target is kept on Node's message
const TARGET = Symbol('target')
interface Aimed { [TARGET]?: Target }

/** Stores the target on a message and returns it. */
export function rememberTarget (message: IncomingMessage & Aimed, target: Target): Target {
  message[TARGET] = target
  return target
}

/** Returns the target stored on a message. */
export function targetOf (message: IncomingMessage & Aimed): Target {
  return message[TARGET]!
}
