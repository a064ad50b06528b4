// Source: Kibana's cases/common/constants/owners.ts and cases/public/common/navigation/paths.ts

const SPACE = /^\/s\/([a-z0-9_-]+)(?=\/|$)/
const CASE_APPS = /^\/app\/(management\/insightsAndAlerting|security|observability)\/cases(?:\/([^/]+)|\/?$)/
const OWNERS: Readonly<Record<string, string>> = { security: 'securitySolution', observability: 'observability' }
/** Kibana's case tabs, and the matching tabs of the page. */
const TABS = new Map([['alerts', '/attachments'], ['files', '/attachments'], ['similar_cases', '/similar']])
/** Kibana pages whose address looks like a case's. */
const NO_CASES = ['create', 'configure', 'templates']

/**
 * Converts an address of Kibana to one of the page: a case, the cases of an app, or else the first view. The space is kept, since
 * Kibana finds a case only in its own space.
 * @param path below the root of the Kibana
 * @param query of the address
 * @returns undefined if the address is already one of the page
 */
export function placeOfLink (path: string, query: string): string | undefined {
  const [prefix = '', space = 'default'] = SPACE.exec(path) ?? []
  const rest = path.slice(prefix.length)
  if (rest.startsWith('/_mock') || rest.startsWith('/login')) return undefined
  const [matched, app = '', id] = CASE_APPS.exec(rest) ?? []
  if (matched === undefined) return rest.startsWith('/spaces/space_selector') ? '#/control' : '#/'
  if (id !== undefined && !NO_CASES.includes(id)) {
    return `#/cases/${id}${TABS.get(new URLSearchParams(query).get('tabId') ?? '') ?? ''}?space=${space}`
  }
  return `#/cases?owner=${OWNERS[app] ?? 'cases'}&space=${space}`
}
