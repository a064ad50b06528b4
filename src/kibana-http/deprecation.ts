import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Version } from '../versions/version.js'
import { targetOf } from './target.js'
import { deprecationsAreAnnounced } from './versions.js'

/** Adds a deprecation warning as a header. */
export function warnOfDeprecation (reply: FastifyReply, version: Version, text: string): void {
  if (deprecationsAreAnnounced(version)) reply.header('warning', `299 Kibana-${version.text} "${text}"`)
}

/**
 * Adds the warning to responses of a deprecated route. For routes that Cases deprecates, a successful response has the text of Cases; all
 * other responses, and those of routes that core deprecates from a version on, have the text of core.
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
