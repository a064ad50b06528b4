import type { RefObject } from 'preact'
import { place, setQuery } from '../state/address.js'
import { showRow } from './row-in-view.js'
import { beside, moveKeys, useKeys, type Keys } from './use-keys.js'

/**
 * The id of the selected row of a long list, kept in the address. J, K and the arrows move it, Enter opens it.
 * @param ids of all rows, in their order
 * @param more further keys of the view
 */
export function useSelection (
  box: RefObject<HTMLElement | null>, ids: readonly string[], rowHeight: number, open: (id: string) => void, more: Keys = {},
): string | null {
  // Two key presses may arrive before the next render
  const current = () => ids.indexOf(place.peek().query.get('at') ?? '')
  const move = (step: 1 | -1) => {
    const id = beside(ids, current(), step)
    if (id === undefined) return
    setQuery({ at: id })
    if (box.current) showRow(box.current, ids.indexOf(id), rowHeight)
  }
  useKeys({
    ...moveKeys(move),
    Enter: () => {
      const id = ids[current()]
      if (id !== undefined) open(id)
    },
    Escape: () => setQuery({ at: null }),
    ...more,
  })
  return place.value.query.get('at')
}
