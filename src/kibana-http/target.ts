import type { IncomingMessage } from 'node:http'
import type { KibanaContext } from '../kibana/context.js'
import { DEFAULT_SPACE_ID } from '../documents/space.js'

/** What the start of a URL says: which Kibana is asked, in which space, and the URL that is left for routing. */
export interface Target {
  readonly kibana: KibanaContext
  readonly space: string
  readonly url: string
}

const NO_PREFIX: readonly string[] = []
const SPACE_PREFIX = /^\/s\/([a-z0-9_-]+)(?=[/?]|$)/

/**
 * Cuts `basePath` and the space prefix off a URL of that Kibana. Whether the space exists is checked later, by who needs it.
 * Source: Kibana's spaces/server/lib/request_interceptors/on_request_interceptor.ts
 */
export function parseTarget (url: string, kibana: KibanaContext): Target {
  const { basePath } = kibana.settings
  const hasBasePath = basePath !== '' && (url === basePath || url.startsWith(`${basePath}/`) || url.startsWith(`${basePath}?`))
  const path = hasBasePath ? url.slice(basePath.length) : url
  const [prefix = '', space = DEFAULT_SPACE_ID] = path.startsWith('/s/') ? SPACE_PREFIX.exec(path) ?? NO_PREFIX : NO_PREFIX
  return { kibana, space, url: prefix === '' ? path : rooted(path.slice(prefix.length)) }
}

const rooted = (path: string) => path.startsWith('/') ? path : `/${path}`

// Fastify rewrites the URL before it makes a request object; the target waits on the message until it does
const TARGET = Symbol('target')
interface Aimed { [TARGET]?: Target }

export function rememberTarget (message: IncomingMessage & Aimed, target: Target): Target {
  message[TARGET] = target
  return target
}

export function targetOf (message: IncomingMessage & Aimed): Target {
  return message[TARGET]!
}
