import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Version } from '../versions/version.js'
import { targetOf } from './target.js'
import { deprecationsAreAnnounced } from './versions.js'

/** Adds a deprecation warning as a header. */
export function warnOfDeprecation (reply: FastifyReply, version: Version, text: string): void {
  if (deprecationsAreAnnounced(version)) reply.header('warning', `299 Kibana-${version.text} "${text}"`)
}

/**
 * Adds the warning to successful responses of a deprecated route of Cases. Core warns of all deprecated routes, but only from 9.0 on,
 * where none of the routes here are left.
 * Source: Kibana 8.12, cases/server/routes/api/register_routes.ts; PR 205926 for core
 */
export function warnOfDeprecatedRoute ({ route, raw }: FastifyRequest, reply: FastifyReply): void {
  if (route?.config.deprecated !== 'announced' || reply.statusCode !== 200) return
  warnOfDeprecation(reply, targetOf(raw).kibana.version, 'Deprecated endpoint')
}
