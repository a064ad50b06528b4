import type { Action, Request } from '../types.js'
import { casesOf, changesIn, describe } from './describe.js'

/** Properties of a case for which one change may add several steps of activity: additions and removals, or one step per field. */
const STEPS: Readonly<Record<string, number>> = { tags: 2, assignees: 2, customFields: Infinity }

/** The steps that a request can add to the activity of a case: the most of each type. */
function stepsOf (request: Request, caseId: string): Map<string, number> {
  const { method, route, body } = request
  if (route === '/api/cases' && method === 'POST') return new Map([['create_case', 1]])
  if (route === '/api/cases') {
    const changes = changesIn(request).filter(({ id }) => id === caseId)
    return new Map(changes.flatMap(change => Object.keys(change).map(name => [name, STEPS[name] ?? 1] as const)))
  }
  if (route?.endsWith('/_push')) return new Map([['pushed', 1], ['status', 1]])
  if (route?.includes('/observables')) return new Map([['observables', 1]])
  if (route?.includes('/custom_fields')) return new Map([['customFields', 1]])
  if (/\/(comments|attachments|files)/.test(route ?? '')) {
    return new Map([['comment', Array.isArray(body) ? body.length : method === 'DELETE' ? Infinity : 1]])
  }
  return new Map()
}

/**
 * Finds the request behind each step of a case's activity: the latest before the step that could have made it. If several have
 * the same time because the clock is frozen, it is the first of them with steps of this type left.
 * @param actions the oldest first
 * @param requests the oldest first
 */
export function requestsOfActions (caseId: string, actions: readonly Action[], requests: readonly Request[]): ReadonlyMap<Action, Request> {
  const made = new Map<Action, Request>()
  const open = requests
    .filter(request => describe(request).outcome === 'done' && !describe(request).isRead && casesOf(request).includes(caseId))
    .map(request => ({ request, left: stepsOf(request, caseId) }))
  for (const action of actions) {
    const able = open.filter(({ request, left }) => request.at <= action.created_at && (left.get(action.type) ?? 0) > 0)
    const latest = able.at(-1)?.request.at
    const found = able.find(({ request }) => request.at === latest)
    if (!found) continue
    made.set(action, found.request)
    found.left.set(action.type, found.left.get(action.type)! - 1)
  }
  return made
}
