import { casesOf, describe } from '../../domain/describe.js'
import { requestsOfActions } from '../../domain/requests-of-actions.js'
import type { Action, Request } from '../../types.js'

/** A step of a case's activity, or a change that was refused or failed. */
export type Happening =
  | { readonly kind: 'action'; readonly key: string; readonly at: string; readonly action: Action; readonly request: Request | undefined }
  | { readonly kind: 'refused'; readonly key: string; readonly at: string; readonly request: Request }

/** The history of a case in the order of time: its steps, and the changes that were refused or failed. */
export function activityOf (caseId: string, actions: readonly Action[], requests: readonly Request[]): readonly Happening[] {
  const sorted = actions.toSorted((one, other) => (one.created_at < other.created_at ? -1 : one.created_at > other.created_at ? 1 : 0))
  const made = requestsOfActions(caseId, sorted, requests)
  const steps = sorted.map((action, index): Happening => ({
    kind: 'action', key: action.id ?? `step-${index}`, at: action.created_at, action, request: made.get(action),
  }))
  const refused = requests
    .filter(request => {
      const { isRead, outcome } = describe(request)
      return !isRead && (outcome === 'refused' || outcome === 'failed') && casesOf(request).includes(caseId)
    })
    .map((request): Happening => ({ kind: 'refused', key: `request-${request.id}`, at: request.at, request }))
  const numberOf = ({ request }: Happening) => request?.id ?? 0
  return [...steps, ...refused].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : numberOf(one) - numberOf(other)))
}
