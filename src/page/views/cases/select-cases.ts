import { computed } from '@preact/signals'
import type { Sorting } from '../../components/sort-head.js'
import { sequenceOf } from '../../domain/case-version.js'
import { order } from '../../domain/order.js'
import { searchWords, SEVERITIES, STATUSES } from '../../domain/words.js'
import { place } from '../../state/address.js'
import { countAttachments, incidentsByCase, nameOf } from '../../state/case-facts.js'
import { documents } from '../../state/documents.js'
import type { Case } from '../../types.js'

/** A case as a row of the table. */
export interface CaseRow {
  readonly found: Case
  readonly alerts: number
  readonly comments: number
  readonly files: number
  readonly people: readonly string[]
  readonly pushedAs: readonly string[]
  readonly changedAt: string
  readonly version: number
}

function toRow (found: Case): CaseRow {
  const { id, assignees, updated_at: updatedAt, created_at: createdAt, external_service: service } = found
  const titles = new Set((incidentsByCase.value.get(id) ?? []).map(({ externalTitle }) => externalTitle))
  if (service) titles.add(service.external_title)
  return {
    found,
    ...countAttachments(documents.value.attachments.get(id)),
    people: assignees.map(({ uid, username }) => username ?? nameOf(uid)),
    pushedAs: [...titles],
    changedAt: updatedAt ?? createdAt,
    version: sequenceOf(found.version) ?? 0,
  }
}

const rows = computed<readonly CaseRow[]>(() => [...documents.value.cases.values()].map(toRow))

/** The filters of the view, by their names in the address. */
export const FILTERS = ['severity', 'owner', 'space', 'tag', 'assignee'] as const
export type FilterName = (typeof FILTERS)[number]

const valuesOf: Readonly<Record<FilterName, (row: CaseRow) => readonly string[]>> = {
  severity: ({ found }) => [found.severity],
  owner: ({ found }) => [found.owner],
  space: ({ found }) => [found.space],
  tag: ({ found }) => found.tags,
  assignee: ({ people }) => people,
}

/** Every value that a filter can have. */
export const choicesOf = (name: FilterName) => [...new Set(rows.value.flatMap(valuesOf[name]))].sort()

export const filterValue = (name: string) => place.value.query.get(name)

function hasText ({ found, pushedAs, people }: CaseRow, words: readonly string[]): boolean {
  const { id, title, description, tags } = found
  const text = [id, title, description, ...tags, ...pushedAs, ...people].join('\n').toLowerCase()
  return words.every(word => text.includes(word))
}

/** The cases that match the filters, of every status. */
const filtered = computed<readonly CaseRow[]>(() => {
  const words = searchWords(filterValue('q'))
  const chosen = FILTERS.flatMap(name => {
    const value = filterValue(name)
    return value === null ? [] : [{ name, value }]
  })
  return rows.value.filter(
    row => chosen.every(({ name, value }) => valuesOf[name](row).includes(value)) && (words.length === 0 || hasText(row, words)),
  )
})

export const total = computed(() => rows.value.length)

/** The number of cases per status that match the other filters. */
export const countsByStatus = computed(() => {
  const counts: Record<string, number> = { all: filtered.value.length, open: 0, 'in-progress': 0, closed: 0 }
  for (const { found } of filtered.value) counts[found.status] = (counts[found.status] ?? 0) + 1
  return counts
})

const sortKeys: Readonly<Record<string, (row: CaseRow) => string | number>> = {
  status: ({ found }) => STATUSES.indexOf(found.status),
  title: ({ found }) => found.title.toLowerCase(),
  severity: ({ found }) => SEVERITIES.indexOf(found.severity),
  owner: ({ found }) => found.owner,
  assignee: ({ people }) => people[0] ?? '',
  alerts: ({ alerts }) => alerts,
  comments: ({ comments }) => comments,
  files: ({ files }) => files,
  pushed: ({ pushedAs }) => pushedAs[0] ?? '',
  changed: ({ changedAt }) => changedAt,
  version: ({ version }) => version,
}

/** The sort order from the URL; by default the latest change first. */
export const sorting = computed<Sorting>(() => {
  const key = filterValue('sort') ?? 'changed'
  return { key: Object.hasOwn(sortKeys, key) ? key : 'changed', isDescending: filterValue('order') !== 'asc' }
})

/** The rows of the table in their order. */
export const shown = computed<readonly CaseRow[]>(() => {
  const status = filterValue('status')
  const { key, isDescending } = sorting.value
  const keyOf = sortKeys[key]!
  const direction = isDescending ? -1 : 1
  return filtered.value
    .filter(({ found }) => status === null || found.status === status)
    .map(row => ({ row, key: keyOf(row) }))
    .sort((one, other) => direction * order(one.key, other.key) || other.row.version - one.row.version)
    .map(({ row }) => row)
})
