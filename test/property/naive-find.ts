import fc from 'fast-check'

export interface Found {
  id: string
  title: string
  description: string
  tags: string[]
  status: typeof STATUSES[number]
  severity: typeof SEVERITIES[number]
  category: string | null
  owner: string
  assignees: { uid: string }[]
  created_at: string
  created_by: { username: string, profile_uid?: string }
  updated_at: string | null
  closed_at: string | null
}

export const STATUSES = ['open', 'in-progress', 'closed'] as const
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const
export const OWNERS = ['cases', 'observability', 'securitySolution']
export const TAGS = ['a', 'b', 'A', 'none', 'x:y', '__proto__']
export const UIDS = ['u1', 'u2', 'none']

export const subset = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 })
export const time = fc.integer({ min: 0, max: 9 }).map(hour => `2025-06-01T0${hour}:00:00.000Z`)

export const everyParameter = fc.record({
  status: subset(STATUSES),
  severity: subset(SEVERITIES),
  tags: subset(TAGS),
  category: subset(['c', 'C', 'e']),
  owner: subset([...OWNERS, 'unknown']),
  assignees: subset(UIDS),
  reporters: subset(['ann', 'bob', 'u9', 'nobody']),
  from: time,
  to: time,
  search: fc.constantFrom('red', 'RED green', 'Blu*'),
  searchFields: fc.constant(['title', 'description']),
  sortField: fc.constantFrom('title', 'category', 'createdAt', 'updatedAt', 'closedAt', 'status', 'severity'),
  sortOrder: fc.constantFrom('asc', 'desc'),
  page: fc.integer({ min: 1, max: 4 }),
  perPage: fc.integer({ min: 1, max: 15 }),
})
export type Query = Partial<typeof everyParameter extends fc.Arbitrary<infer Value> ? Value : never>

/** Implements the rules of `_find` a second time, as simply as possible. */
export function naiveFind (cases: readonly Found[], parameters: Query) {
  const isIn = (values: readonly string[] | undefined, ...own: (string | null | undefined)[]) =>
    values === undefined || values.length === 0 || own.some(value => typeof value === 'string' && values.includes(value))
  const counted = cases.filter(found =>
    isIn(parameters.severity, found.severity) &&
    isIn(parameters.tags, ...found.tags) &&
    isIn(parameters.category, found.category) &&
    isIn(parameters.owner, found.owner) &&
    isIn(parameters.reporters, found.created_by.username, found.created_by.profile_uid) &&
    isIn(
      parameters.assignees,
      ...(found.assignees.length === 0 ? ['none'] : found.assignees.map(({ uid }) => uid).filter(uid => uid !== 'none')),
    ) &&
    (parameters.from === undefined || found.created_at >= parameters.from) &&
    (parameters.to === undefined || found.created_at <= parameters.to))
  const words = ({ title, description }: Found) => `${title} ${description}`.toLowerCase().split(' ')
  const isMatch = (found: Found) => parameters.search === undefined || parameters.search.toLowerCase().split(' ')
    .some(word => words(found).some(own => word.endsWith('*') ? own.startsWith(word.slice(0, -1)) : own === word))
  const matching = counted.filter(found => isIn(parameters.status, found.status) && isMatch(found))

  const { sortField = 'createdAt', sortOrder, page = 1, perPage = 20 } = parameters
  const keyOf = (found: Found): string | number | null => ({
    title: found.title,
    category: found.category,
    createdAt: found.created_at,
    updatedAt: found.updated_at,
    closedAt: found.closed_at,
    status: STATUSES.indexOf(found.status),
    severity: SEVERITIES.indexOf(found.severity),
  })[sortField]!
  const inOrder = sortField === 'createdAt' && sortOrder === 'desc' ? matching.toReversed() : matching
  const sorted = inOrder.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    if (left === right) return 0
    if (left === null || right === null) return left === null ? 1 : -1
    return (left < right ? -1 : 1) * (sortOrder === 'desc' ? -1 : 1)
  })
  const count = (status: string) => counted.filter(found => found.status === status).length
  return {
    page,
    per_page: perPage,
    total: matching.length,
    cases: sorted.slice((page - 1) * perPage, page * perPage).map(({ id }) => id),
    count_open_cases: count('open'),
    count_in_progress_cases: count('in-progress'),
    count_closed_cases: count('closed'),
  }
}
