import { inspect } from 'node:util'
import type { Entry } from './entry.js'
import type { CompiledFilter, Filter } from './filter.js'
import { toRegExp } from '../../input/path-pattern.js'

const MOST_SHOWN = 3

/** Formats a filter as JavaScript source. */
export function printFilter (filter: Filter = {}): string {
  const shown = typeof filter.path === 'object' ? { ...filter, path: toRegExp(filter.path) } : filter
  return inspect(shown, { depth: 6, breakLength: Infinity, compact: true })
}

export const count = (number: number) => number === 1 ? '1 request' : `${number} requests`

const printEntry = (entry: Entry) => `#${entry.id} ${entry.method} ${entry.fullPath} -> ${entry.status ?? 'no answer yet'}`

/** The nearest misses of a filter, each with its differences; newest first if equally near. */
function nearestMisses (entries: readonly Entry[], filter: CompiledFilter): string[] {
  return entries
    .map(entry => ({ entry, misses: filter.misses(entry) }))
    .filter(({ misses }) => misses.length > 0)
    .sort((a, b) => a.misses.length - b.misses.length || b.entry.id - a.entry.id)
    .slice(0, MOST_SHOWN)
    .map(({ entry, misses }) => `${printEntry(entry)}: ${misses.join('; ')}`)
}

/** Builds "2 requests like { … }, got 1 among 7", followed by the nearest misses. */
export function describeMisses (
  { filter, wanted }: { filter: Filter | undefined, wanted: string }, entries: readonly Entry[], compiled: CompiledFilter,
): string {
  const found = entries.filter(entry => compiled.matches(entry)).length
  const nearest = nearestMisses(entries, compiled)
  return [
    `${wanted} like ${printFilter(filter)}, got ${found} among ${count(entries.length)}`,
    ...nearest.length > 0 ? ['nearest misses:', ...nearest.map(line => `  ${line}`)] : [],
  ].join('\n')
}
