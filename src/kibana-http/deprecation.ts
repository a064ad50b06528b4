import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Version } from '../versions/version.js'
import { targetOf } from './target.js'
import { deprecationsAreAnnounced } from './versions.js'

/** Tells the client by a header that it uses something deprecated. */
export function warnOfDeprecation (reply: FastifyReply, version: Version, text: string): void {
  if (deprecationsAreAnnounced(version)) reply.header('warning', `299 Kibana-${version.text} "${text}"`)
}

/**
 * Every answer of a deprecated route says so. Of a route that Cases announces, a successful one does so in the words of Cases; all
 * other answers, and those of routes that core announces from a version on, in the words of core.
 */
export function warnOfDeprecatedRoute ({ route, raw }: FastifyRequest, reply: FastifyReply): void {
  const deprecated = route?.config.deprecated
  if (!deprecated) return
  const { version } = targetOf(raw).kibana
  if (deprecated !== true && !version.has(deprecated)) return
  warnOfDeprecation(
    reply, version, deprecated === true && reply.statusCode === 200 ? 'Deprecated endpoint' : 'This endpoint is deprecated',
  )
}
