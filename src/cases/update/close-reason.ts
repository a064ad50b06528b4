import { badRequest } from '../../kibana-error.js'
import type { CaseAttributes } from '../../documents/case.js'

// Source: docs/reference/kibana/versions.md §13.3

/** The reasons that Elastic Security accepts. Other owners accept any. */
const SECURITY_REASONS: readonly string[] = [
  'false_positive', 'duplicate', 'true_positive', 'benign_positive', 'automated_closure', 'other',
]

/** The reason that an update gives for closing a case; undefined if it does not close the case or gives no reason. */
export function closeReasonOf (
  { status }: CaseAttributes, sent: { readonly status?: string | undefined, readonly closeReason?: string | undefined },
): string | undefined {
  const { closeReason } = sent
  const closes = sent.status === 'closed' && status !== 'closed'
  return closes && closeReason !== undefined && closeReason.trim() !== '' ? closeReason : undefined
}

/** A case that an update closes for a reason, with its settings after the update. */
interface Closing { readonly id: string, readonly owner: string, readonly syncAlerts: boolean, readonly reason: string }

/**
 * Checks the reasons in an update: first that all cases sync their alerts, then that the owner of each case accepts its reason. Kibana
 * checks the cases concurrently, and each waits before its second check: all first checks come before any second one.
 * @throws KibanaError 400
 */
export function validateCloseReasons (closings: readonly Closing[]): void {
  const unsynced = closings.find(({ syncAlerts }) => !syncAlerts)
  if (unsynced) throw badRequest(`Cannot provide a close reason for case ${unsynced.id} when sync alerts is disabled.`)
  const invalid = closings.find(({ owner, reason }) => owner === 'securitySolution' && !SECURITY_REASONS.includes(reason))
  if (invalid) throw badRequest(`Invalid close reason: "${invalid.reason}"`)
}
