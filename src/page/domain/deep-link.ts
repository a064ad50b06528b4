// Source: Kibana's cases/common/constants/owners.ts and cases/public/common/navigation/paths.ts

const SPACE = /^\/s\/([a-z0-9_-]+)(?=\/|$)/
const CASE_APPS = /^\/app\/(management\/insightsAndAlerting|security|observability)\/cases(?:\/([^/]+)|\/?$)/
const OWNERS: Readonly<Record<string, string>> = { security: 'securitySolution', observability: 'observability' }
/** The tabs of a case in Kibana, and those of the page. */
const TABS = new Map([['alerts', '/attachments'], ['files', '/attachments'], ['similar_cases', '/similar']])
/** Pages of Kibana that have the address of a case. */
const NO_CASES = ['create', 'configure', 'templates']

/**
 * The page's own form of an address that is Kibana's: a case, the cases of an app, else the first view. The space is kept, since a case
 * is found in its own alone.
 * @param path below the root of the Kibana
 * @param query of the address
 * @returns undefined for an address that is the page's already
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
