import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../../kibana/context.js'
import { SESSION_PROVIDER } from '../../security/realm.js'
import { endOf, type Session } from '../../security/sessions.js'

/** Kibana's pages warn if a session ends within this time. */
const WARNING_MS = 300_000

const ProviderSchema = Type.Object({ type: Type.String(), name: Type.String() })

/** A session in responses. Source: Kibana's security/server/routes/session_management/info.ts */
export const SessionInfoSchema = Type.Object({
  expiresInMs: Type.Number({ description: "milliseconds of the server's clock until it ends, unless another request renews it" }),
  canBeExtended: Type.Boolean(),
  provider: ProviderSchema,
})

/** GET /internal/security/session: the remaining time of the request's session. */
export function sessionInfo ({ kibana }: Scope, session: Session): Static<typeof SessionInfoSchema> {
  const end = endOf(session)
  return {
    expiresInMs: end - kibana.clock.milliseconds(), canBeExtended: end + WARNING_MS < session.lifespanEnd, provider: SESSION_PROVIDER,
  }
}

const ProviderQuerySchema = Type.Object({ type: Type.String(), name: Type.Optional(Type.String()) }, { additionalProperties: false })
const SessionQuerySchema = Type.Object({
  provider: ProviderQuerySchema,
  username: Type.Optional(Type.String({ minLength: 1 })),
}, { additionalProperties: false, onlyWith: { key: 'match', value: 'query' } })

/** The body of `POST /api/security/session/_invalidate`. Source: Kibana's security/server/routes/session_management/invalidate.ts */
export const InvalidateSessionsBodySchema = Type.Object({
  match: Type.Union([Type.Literal('all'), Type.Literal('query')]),
  query: Type.Optional(SessionQuerySchema),
}, { additionalProperties: false })
type InvalidateSessionsBody = Static<typeof InvalidateSessionsBodySchema>

export const InvalidatedSessionsSchema = Type.Object({ total: Type.Integer({ description: 'the number of sessions that ended' }) })

/** POST /api/security/session/_invalidate: ends sessions. */
export function invalidateSessions ({ kibana: { security } }: Scope, { query }: InvalidateSessionsBody): { total: number } {
  if (!query) return { total: security.sessions.endAll() }
  const { provider: { type, name = SESSION_PROVIDER.name }, username } = query
  if (type !== SESSION_PROVIDER.type || name !== SESSION_PROVIDER.name) return { total: 0 }
  return { total: security.sessions.endAll(session => username === undefined || session.username === username) }
}
