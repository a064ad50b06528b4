import { findAlert } from '../../alerts/alert.js'
import { textAt } from '../../alerts/fields.js'
import { alertsOf } from '../../documents/alert-ids.js'
import { compareKeywords } from '../../documents/keyword-order.js'
import type { KibanaContext } from '../../kibana/context.js'
import type { SavedObject } from '../../store/saved-object.js'

/** Maximum number of hosts or users to list. */
const MAX_LISTED = 10

type Source = Readonly<Record<string, unknown>>

/** The distinct alerts of a case that have a document on this server. */
export function alertSources ({ store }: KibanaContext, attachments: readonly SavedObject<'cases-comments'>[]): Source[] {
  const found = new Map<string, Source>()
  for (const { attributes } of attachments) {
    if (attributes.type !== 'alert') continue
    const { ids, indices } = alertsOf(attributes)
    ids.forEach((id, position) => {
      const alert = findAlert(store, { id, index: indices[position] ?? '' })
      if (alert) found.set(id, alert.attributes.source)
    })
  }
  return [...found.values()]
}

/** Counts the alerts per value of a field, most frequent first. */
function countBy (sources: readonly Source[], path: string): { value: string, count: number }[] {
  const counts = new Map<string, number>()
  for (const source of sources) {
    const value = textAt(source, path)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || compareKeywords(a.value, b.value))
}

/** Source: Kibana's cases/server/client/metrics/alerts/aggregations/hosts.ts */
export function countHosts (sources: readonly Source[]) {
  const hosts = countBy(sources, 'host.id')
  const nameOf = (id: string) => sources
    .filter(source => textAt(source, 'host.id') === id)
    .map(source => textAt(source, 'host.name'))
    .findLast(name => name !== undefined)
  return {
    total: hosts.length,
    values: hosts.slice(0, MAX_LISTED).map(({ value: id, count }) => {
      const name = nameOf(id)
      return { ...(name !== undefined && { name }), id, count }
    }),
  }
}

/** Source: Kibana's cases/server/client/metrics/alerts/aggregations/users.ts */
export function countUsers (sources: readonly Source[]) {
  const users = countBy(sources, 'user.name')
  return { total: users.length, values: users.slice(0, MAX_LISTED).map(({ value: name, count }) => ({ name, count })) }
}
