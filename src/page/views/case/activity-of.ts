import { casesOf, describe } from '../../domain/describe.js'
import { order } from '../../domain/order.js'
import { isTrouble } from '../../domain/outcome.js'
import { requestsOfActions } from '../../domain/requests-of-actions.js'
import type { Action, Request } from '../../types.js'

/** A step of a case's activity, or a change that was refused or failed. */
export type Happening =
  | { readonly kind: 'action'; readonly key: string; readonly at: string; readonly action: Action; readonly request: Request | undefined }
  | { readonly kind: 'refused'; readonly key: string; readonly at: string; readonly request: Request }

/** The history of a case in chronological order: its steps, and the changes that were refused or failed. */
export function activityOf (caseId: string, actions: readonly Action[], requests: readonly Request[]): readonly Happening[] {
  const sorted = actions.toSorted((one, other) => order(one.created_at, other.created_at))
  const made = requestsOfActions(caseId, sorted, requests)
  const steps = sorted.map((action, index): Happening => ({
    kind: 'action', key: action.id ?? `step-${index}`, at: action.created_at, action, request: made.get(action),
  }))
  const refused = requests
    .filter(request => {
      const { isRead, outcome } = describe(request)
      return !isRead && isTrouble(outcome) && casesOf(request).includes(caseId)
    })
    .map((request): Happening => ({ kind: 'refused', key: `request-${request.id}`, at: request.at, request }))
  const numberOf = ({ request }: Happening) => request?.id ?? 0
  return [...steps, ...refused].sort((one, other) => order(one.at, other.at) || numberOf(one) - numberOf(other))
}
