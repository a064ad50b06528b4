import { syncStatus } from '../../alerts/sync-status.js'
import { alertReferences } from '../../documents/alert-ids.js'
import type { CaseAttributes } from '../../documents/case.js'
import type { Scope } from '../../kibana/context.js'
import type { KibanaError } from '../../kibana-error.js'
import { attachmentsOf } from '../with-attachments.js'
import type { SavedCase } from '../case.js'

/** An updated case, before and after. */
export interface UpdatedCase {
  readonly stored: SavedCase
  readonly after: CaseAttributes
  readonly closeReason: string | undefined
}

/** The number of updated alerts per case, and the error that stopped the update. */
export interface SyncedAlerts { readonly counts: ReadonlyMap<string, number>, readonly error?: KibanaError | undefined }

/** True if alerts follow the case: its status changed while the stored setting was on, or the setting was switched on. */
const alertsFollow = ({ stored: { attributes: before }, after }: UpdatedCase): boolean =>
  before.settings.syncAlerts ? after.status !== before.status : after.settings.syncAlerts

/**
 * Gives alerts the status of their updated case. An alert in several cases gets the status of the last one.
 * @returns the number of updated alerts per case, and the first error, which does not stop the updates for other cases
 * Source: Kibana's cases/server/client/cases/bulk_update.ts (updateAlerts)
 */
export function syncAlerts (scope: Scope, cases: readonly UpdatedCase[]): SyncedAlerts {
  const counts = new Map<string, number>()
  const errors: KibanaError[] = []
  for (const { stored: { id }, after, closeReason } of cases.filter(alertsFollow)) {
    const alerts = alertReferences(attachmentsOf(scope, id).map(({ attributes }) => attributes))
    const { updated, error } = syncStatus(scope, alerts, after.status, closeReason)
    if (updated > 0) counts.set(id, updated)
    if (error) errors.push(error)
  }
  return { counts, error: errors[0] }
}
