import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { isInRange } from '../../input/iso-time.js'
import { TimeSchema } from '../../input/time.js'
import type { KibanaContext } from '../../kibana/context.js'

const DueItemSchema = Type.Object({
  at: { ...TimeSchema, description: "the time by the server's clock" },
  type: StringEnumSchema(['incremental_ids', 'session', 'access_token', 'api_key'], {
    description: 'incremental_ids: cases get their numbers; the others expire',
  }),
  cases: Type.Optional(Type.Integer({ description: 'the number of cases that get an incremental id' })),
  username: Type.Optional(Type.String({ description: 'the user of the session, token or key' })),
  name: Type.Optional(Type.String({ description: 'the name of the API key' })),
})

export const DueSchema = Type.Object({
  due: Type.Array(DueItemSchema, { description: 'soonest first' }),
}, { examples: [{ due: [{ at: '2025-06-01T10:15:00.000Z', type: 'incremental_ids', cases: 2 }] }] })
/** An event that will happen as time passes: cases get their numbers, or a session, token or API key expires. */
export type DueItem = Static<typeof DueItemSchema>

/** Lists the events that will happen as time passes, soonest first. Leaves out expiries beyond the last time of a clock. */
export function dueOf ({ clock, tasks, security: { sessions, issued } }: KibanaContext): DueItem[] {
  const now = clock.milliseconds()
  const keys = issued.keys.flatMap(({ expiration: at, invalidation, username, name }) =>
    at === undefined || invalidation !== undefined ? [] : [{ at, type: 'api_key' as const, username, name }])
  return [
    ...tasks.planned().map(({ at, waiting }) => ({ at, type: 'incremental_ids' as const, cases: waiting })),
    ...[...sessions.ends()].map(end => ({ ...end, type: 'session' as const })),
    ...issued.tokens.flatMap(({ expiration: at, invalidated, username }) =>
      invalidated.access ? [] : [{ at, type: 'access_token' as const, username }]),
    ...keys,
  ].filter(({ at }) => at > now && isInRange(at))
    .sort((a, b) => a.at - b.at)
    .map(item => ({ ...item, at: new Date(item.at).toISOString() }))
}
