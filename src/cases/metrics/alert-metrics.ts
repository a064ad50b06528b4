import { alertsOf } from '../../documents/alert-ids.js'
import { compareTexts } from '../../documents/keyword-order.js'
import type { KibanaContext } from '../../kibana/context.js'
import type { SavedObject } from '../../store/saved-object.js'

/** How many of the groups are listed. */
const MAX_LISTED = 10

type Source = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Source => typeof value === 'object' && value !== null

/** A text in a document, whether its path is written as keys in keys or as one key with dots. */
function textAt (source: Source, path: string): string | undefined {
  const [first = '', ...rest] = path.split('.')
  const value = source[path] ?? (isObject(source[first]) ? textAt(source[first], rest.join('.')) : undefined)
  return typeof value === 'string' ? value : undefined
}

/** The documents of the alerts that a case holds, as far as there are any, each once. */
export function alertSources ({ store }: KibanaContext, attachments: readonly SavedObject<'cases-comments'>[]): Source[] {
  const found = new Map<string, Source>()
  for (const { attributes } of attachments) {
    if (attributes.type !== 'alert') continue
    const { ids, indices } = alertsOf(attributes)
    ids.forEach((id, position) => {
      const alert = store.get('alert', id)
      if (alert && alert.attributes.index === indices[position]) found.set(id, alert.attributes.source)
    })
  }
  return [...found.values()]
}

/** How many alerts there are of each value of a field, the most frequent first. */
function countBy (sources: readonly Source[], path: string): { value: string, count: number }[] {
  const counts = new Map<string, number>()
  for (const source of sources) {
    const value = textAt(source, path)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || compareTexts(a.value, b.value))
}

/** Source: Kibana's cases/server/client/metrics/alerts/aggregations/hosts.ts */
export function countHosts (sources: readonly Source[]) {
  const hosts = countBy(sources, 'host.id')
  const nameOf = (id: string) => sources.filter(source => textAt(source, 'host.id') === id).map(source => textAt(source, 'host.name')).findLast(name => name !== undefined)
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
