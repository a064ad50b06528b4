import type { Scope } from '../../kibana/context.js'
import { textAt, withField } from '../fields.js'
import { readQuery } from '../query/search.js'
import { LEGACY_STATUS, STATUS_UPDATED_AT, WORKFLOW_REASON, WORKFLOW_STATUS } from '../sync-status.js'
import type { UpdateByQuery } from '../update-by-query.js'
import { securityReadsWithZod } from '../../decoding/versions.js'
import { reasonsAreConfigurable, triageIsAudited } from '../versions.js'
import { asSecurity, updateAlerts } from './alerts-of-space.js'
import { invalidTriage } from './errors.js'
import type { SetSignalsStatusBody } from './schema.js'

const WORKFLOW_USER = 'kibana.alert.workflow_user'
const REASONS: readonly string[] = ['false_positive', 'duplicate', 'true_positive', 'benign_positive', 'automated_closure', 'other']

/** @throws SecurityError 400 for both ids and a query, or neither, in versions whose schema accepts them */
function ensureOneForm ({ signal_ids: ids, query }: SetSignalsStatusBody): void {
  if (ids === undefined && query === undefined) throw invalidTriage(['either "signal_ids" or "query" must be set'])
  if (ids && query) throw invalidTriage(['both "signal_ids" and "query" cannot exist, choose one or the other'])
}

/**
 * POST /api/detection_engine/signals/status. Alerts that already have the status count as updated, but keep their fields.
 * @throws SecurityError 400, 409
 * Source: Kibana's security_solution/server/lib/detection_engine/routes/signals/open_close_signals_route.ts
 */
export function setSignalsStatus (scope: Scope, body: SetSignalsStatusBody): UpdateByQuery {
  const { kibana, user, session } = scope
  const { status, signal_ids: ids, query, conflicts } = body
  if (!securityReadsWithZod(kibana.version)) ensureOneForm(body)
  const reason = status === 'closed' ? body.reason : undefined
  if (reason !== undefined && reasonsAreConfigurable(kibana.version) && !REASONS.includes(reason)) {
    throw invalidTriage(`Invalid close reason: "${reason}"`)
  }
  const wanted = ids && new Set(ids)
  const matches = asSecurity(() => wanted
    ? ({ id }: { id: string }) => wanted.has(id)
    : readQuery(kibana, { query: { bool: { filter: query } } }).matches)
  return updateAlerts(scope, matches, source => {
    const current = textAt(source, WORKFLOW_STATUS)
    const withLegacy = textAt(source, LEGACY_STATUS) === undefined ? source : withField(source, LEGACY_STATUS, status)
    if (current === undefined || current === status) return withLegacy
    let changed = withField(withLegacy, WORKFLOW_STATUS, status)
    if (triageIsAudited(kibana.version)) {
      // Kibana knows the profile only of callers with a session
      changed = withField(changed, WORKFLOW_USER, session ? user.profile_uid ?? null : null)
      changed = withField(changed, STATUS_UPDATED_AT, kibana.clock.iso())
    }
    return withField(changed, WORKFLOW_REASON, reason)
  }, conflicts)
}
