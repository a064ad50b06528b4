import type { FastifyRequest } from 'fastify'
import type { KibanaContext, Scope } from '../context.js'
import { EVERYTHING_ALLOWED } from './authorization.js'

const ANONYMOUS = 'elastic'

/** The name in Basic credentials; `undefined` without any. */
export function basicUsername (header: string | undefined): string | undefined {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(header ?? '') ?? []
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString().split(':', 1)[0] || undefined
}

/** Who asks, and what they may do. With security off that is everything, under the name in the Basic credentials. */
export function identify (_kibana: KibanaContext, request: FastifyRequest): Pick<Scope, 'user' | 'authorization'> {
  const username = basicUsername(request.headers.authorization) ?? ANONYMOUS
  return { user: { username, full_name: null, email: null }, authorization: EVERYTHING_ALLOWED }
}
