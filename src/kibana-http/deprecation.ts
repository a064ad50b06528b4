import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Version } from '../versions/version.js'
import { targetOf } from './target.js'
import { deprecationsAreAnnounced } from './versions.js'

/** Tells the client by a header that it uses something deprecated. */
export function warnOfDeprecation (reply: FastifyReply, version: Version, text: string): void {
  if (deprecationsAreAnnounced(version)) reply.header('warning', `299 Kibana-${version.text} "${text}"`)
}

/** Every answer of a deprecated route says so: a successful one in the words of Cases, all others in those of Kibana's core. */
export function warnOfDeprecatedRoute ({ route, raw }: FastifyRequest, reply: FastifyReply): void {
  if (!route?.config.deprecated) return
  warnOfDeprecation(reply, targetOf(raw).kibana.version, reply.statusCode === 200 ? 'Deprecated endpoint' : 'This endpoint is deprecated')
}
