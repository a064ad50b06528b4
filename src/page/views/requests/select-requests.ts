import { computed } from '@preact/signals'
import { describe } from '../../domain/describe.js'
import type { Outcome } from '../../domain/outcome.js'
import { searchWords } from '../../domain/words.js'
import { place } from '../../state/address.js'
import { requests } from '../../state/journal.js'
import type { Request } from '../../types.js'

/** The value of a filter of this view; null for no filter. */
export const filterValue = (name: string) => place.value.query.get(name)

export const FILTERS = ['q', 'outcome', 'method', 'route', 'user'] as const

const texts = new WeakMap<Request, string>()

/** The text that is searched, computed once for each request. */
function textOf (request: Request): string {
  const known = texts.get(request)
  if (known !== undefined) return known
  const { id, method, path, url, user, space, body } = request
  const text = [`#${id}`, method, path, url, user, space, describe(request).say, JSON.stringify(body)].join(' ').toLowerCase()
  texts.set(request, text)
  return text
}

const routeOf = ({ route, path }: Request) => route ?? path

function fits (request: Request, words: readonly string[]): boolean {
  const is = (name: string, value: string | null) => filterValue(name) === null || filterValue(name) === value
  return is('method', request.method) && is('route', routeOf(request)) && is('user', request.user) &&
    words.every(word => textOf(request).includes(word))
}

const beforeOutcome = computed(() => {
  const words = searchWords(filterValue('q'))
  const isFiltered = FILTERS.some(name => name !== 'outcome' && filterValue(name) !== null)
  return isFiltered ? requests.value.filter(request => fits(request, words)) : requests.value
})

/** The requests that match the filters, newest first. */
export const shown = computed(() => {
  const outcome = filterValue('outcome')
  const left = outcome === null ? beforeOutcome.value : beforeOutcome.value.filter(request => describe(request).outcome === outcome)
  return left.toReversed()
})

/** The number of requests per outcome that match the other filters. */
export const counts = computed(() => {
  const counted: Record<Outcome, number> = { done: 0, refused: 0, failed: 0, waiting: 0 }
  for (const request of beforeOutcome.value) counted[describe(request).outcome]++
  return { ...counted, all: beforeOutcome.value.length }
})

const distinct = (values: readonly (string | null)[]) => [...new Set(values.filter(value => value !== null))].sort()

/** The values to choose from, by filter. */
export const choices = computed(() => ({
  method: distinct(requests.value.map(({ method }) => method)),
  route: distinct(requests.value.map(routeOf)),
  user: distinct(requests.value.map(({ user }) => user)),
}))
