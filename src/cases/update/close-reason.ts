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

/** @throws KibanaError 400 if the case does not sync alerts or its owner does not know the reason */
export function validateCloseReason (id: string, { owner }: CaseAttributes, syncAlerts: boolean, reason: string): void {
  if (!syncAlerts) throw badRequest(`Cannot provide a close reason for case ${id} when sync alerts is disabled.`)
  if (owner === 'securitySolution' && !SECURITY_REASONS.includes(reason)) throw badRequest(`Invalid close reason: "${reason}"`)
}
