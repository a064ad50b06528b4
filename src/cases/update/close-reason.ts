import { badRequest } from '../../kibana-error.js'
import type { CaseAttributes } from '../../documents/case.js'

// Source: docs/reference/kibana/versions.md §13.3

/** The reasons that Elastic Security accepts. Other owners accept any. */
const SECURITY_REASONS: readonly string[] = [
  'false_positive', 'duplicate', 'true_positive', 'benign_positive', 'automated_closure', 'other',
]

/** The reason for which an update closes a case; undefined if it does not close it, or without a reason. */
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
 * Checks the reasons of an update: first that all cases sync their alerts, then that the owners know the reasons. Kibana starts
 * the checks of all cases at once, and only the second one waits.
 * @throws KibanaError 400
 */
export function validateCloseReasons (closings: readonly Closing[]): void {
  const unsynced = closings.find(({ syncAlerts }) => !syncAlerts)
  if (unsynced) throw badRequest(`Cannot provide a close reason for case ${unsynced.id} when sync alerts is disabled.`)
  const invalid = closings.find(({ owner, reason }) => owner === 'securitySolution' && !SECURITY_REASONS.includes(reason))
  if (invalid) throw badRequest(`Invalid close reason: "${invalid.reason}"`)
}
