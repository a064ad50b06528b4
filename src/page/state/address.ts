import { computed, signal } from '@preact/signals'
import { basePathOf, sandbox } from '../api.js'
import { placeOfLink } from '../domain/deep-link.js'

/** The page's location: the segments of its path, its selection, filters and zoom. */
export interface Place {
  readonly parts: readonly string[]
  readonly query: URLSearchParams
}

/** Decodes a part of the URL; one with invalid escapes is returned unchanged. */
function decode (part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function readPlace (): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?')
  return {
    parts: path.split('/').filter(Boolean).map(decode),
    query: new URLSearchParams(query),
  }
}

/** Whether the page was opened to sign in. */
export const isLogin = /\/login$/.test(location.pathname)

const opened = placeOfLink(location.pathname.slice(basePathOf(sandbox.value).length), location.search)
if (opened !== undefined) history.replaceState(null, '', `${basePathOf(sandbox.value)}/_mock/${opened}`)

export const place = signal<Place>(readPlace())
/** The name of the view. */
export const view = computed(() => place.value.parts[0] ?? 'timeline')

addEventListener('hashchange', () => {
  place.value = readPlace()
})

export type Query = Readonly<Record<string, string | number | null | undefined>>

function write (parts: readonly string[], query: URLSearchParams): string {
  const text = query.toString()
  return `#/${parts.map(part => encodeURIComponent(part)).join('/')}${text ? `?${text}` : ''}`
}

const withQuery = (query: URLSearchParams, change: Query) => {
  const changed = new URLSearchParams(query)
  for (const [key, value] of Object.entries(change)) {
    if (value === null || value === undefined || value === '') changed.delete(key)
    else changed.set(key, String(value))
  }
  return changed
}

/** A link to a place. */
export const hrefOf = (parts: readonly (string | number)[], query: Query = {}) =>
  write(parts.map(String), withQuery(new URLSearchParams(), query))

/** Goes to a place. */
export function go (parts: readonly (string | number)[], query: Query = {}): void {
  location.hash = hrefOf(parts, query)
}

/** A link to another item in the same view, which keeps the filters. */
export const hrefBeside = (parts: readonly (string | number)[]) => write(parts.map(String), place.value.query)

/** Goes to another item in the same view, without a new entry in the browser's history. */
export function showBeside (parts: readonly (string | number)[]): void {
  history.replaceState(null, '', write(parts.map(String), place.peek().query))
  place.value = readPlace()
}

/** Changes the query in the address of the current view, without a new entry in the browser's history. */
export function setQuery (change: Query): void {
  const { parts, query } = place.peek()
  history.replaceState(null, '', write(parts, withQuery(query, change)))
  place.value = readPlace()
}

/** Shows another Kibana of this server at the same place. */
export function showSandbox (id: string | null): void {
  sandbox.value = id
  history.pushState(null, '', `${basePathOf(id)}/_mock/#/${place.peek().parts[0] ?? ''}`)
  place.value = readPlace()
}

addEventListener('popstate', () => {
  const [, id] = /_sandbox\/([\w-]+)\//.exec(location.pathname) ?? []
  sandbox.value = id ?? null
  place.value = readPlace()
})
