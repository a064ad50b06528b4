import { computed } from '@preact/signals'
import { place, setQuery } from '../../state/address.js'
import { byId, requests, trouble, unplanned } from '../../state/journal.js'
import type { Request } from '../../types.js'

/** The selected request: the one in the URL, or else the first unplanned failure. */
export const selected = computed<Request | undefined>(() => {
  const asked = place.value.query.get('at')
  return asked === null ? unplanned.value[0] : byId.value.get(Number(asked))
})

export const select = (request: Request | undefined) => setQuery({ at: request?.id ?? 'none' })

/** Goes to the event before or after the selected one. */
export function step (by: 1 | -1, among: readonly Request[] = requests.peek()): void {
  const current = selected.peek()
  const next = current === undefined
    ? among[by === 1 ? 0 : among.length - 1]
    : by === 1 ? among.find(({ id }) => id > current.id) : among.findLast(({ id }) => id < current.id)
  if (next) select(next)
}

/** The failed requests, unplanned failures first. */
export const troubles = computed(() => {
  const free = new Set(unplanned.value)
  return [...unplanned.value, ...trouble.value.filter(request => !free.has(request))]
})
