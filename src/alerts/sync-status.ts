import type { CaseStatus } from '../documents/case.js'
import type { KibanaError } from '../kibana-error.js'
import type { Scope } from '../kibana/context.js'
import { holdsIndexPrivilege, WRITING } from '../security/indices.js'
import { findAlerts, writeAlert, type AlertReference, type SavedAlert } from './alert.js'
import { textAt, withField } from './fields.js'
import { namesOf } from './index-names.js'
import { versionConflict } from './update-by-query.js'
import { alertsInSyncAreSkipped, syncTimesAreKept } from './versions.js'

/** The statuses of alerts, by the status of their case. */
const STATUSES: Readonly<Record<CaseStatus, string>> = { open: 'open', 'in-progress': 'acknowledged', closed: 'closed' }

export const WORKFLOW_STATUS = 'kibana.alert.workflow_status'
export const WORKFLOW_REASON = 'kibana.alert.workflow_reason'
export const STATUS_UPDATED_AT = 'kibana.alert.workflow_status_updated_at'
/** The status in documents older than 8.0. */
export const LEGACY_STATUS = 'signal.status'

/** The number of alerts that were updated, and the error that stopped the update. */
interface SyncOutcome { readonly updated: number, readonly error?: KibanaError }

/**
 * Gives alerts the status of their case, as one update by query. Alerts without a document and documents without a status are
 * left alone, and so are those in indices that the caller may not write: Kibana asks as the caller to ignore unavailable indices.
 * On a conflict, all but the first alert are updated and the error is returned, since the case has already changed.
 * @param reason why the case was closed
 * Source: Kibana's cases/server/services/alerts/index.ts (updateAlertsStatus)
 */
export function syncStatus (scope: Scope, alerts: readonly AlertReference[], status: CaseStatus, reason?: string): SyncOutcome {
  const [first, ...others] = alerts
  if (first === undefined) return { updated: 0 }
  const { store } = scope.kibana
  const error = scope.alertsConflict ? versionConflict(store, first, others.length) : undefined
  const found = findAlerts(store, error ? others : alerts)
  let updated = 0
  for (const alert of found) {
    const mayWrite = holdsIndexPrivilege(scope, namesOf(alert.attributes.index), WRITING)
    if (mayWrite && writeStatus(scope, alert, STATUSES[status], reason)) updated++
  }
  return { updated, ...(error && { error }) }
}

/** @returns whether the document was written */
function writeStatus ({ kibana }: Scope, alert: SavedAlert, status: string, reason: string | undefined): boolean {
  const { store, clock, version } = kibana
  const before = alert.attributes.source
  const changes = (field: string): boolean => {
    const current = textAt(before, field)
    return current !== undefined && !(alertsInSyncAreSkipped(version) && current === status)
  }
  let source = before
  if (changes(WORKFLOW_STATUS)) {
    source = withField(source, WORKFLOW_STATUS, status)
    if (syncTimesAreKept(version)) source = withField(source, STATUS_UPDATED_AT, clock.iso())
    const keepsReason = status === 'closed' && reason === undefined
    if (!keepsReason) source = withField(source, WORKFLOW_REASON, status === 'closed' ? reason : undefined)
  }
  if (changes(LEGACY_STATUS)) source = withField(source, LEGACY_STATUS, status)
  if (source === before) return false
  writeAlert(store, alert, source)
  return true
}
