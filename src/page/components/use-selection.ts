import type { RefObject } from 'preact'
import { place, setQuery } from '../state/address.js'
import { showRow } from './row-in-view.js'
import { useKeys, type Keys } from './use-keys.js'

/**
 * The id of the selected row of a long list, kept in the address. J, K and the arrows move it, Enter opens it.
 * @param ids of all rows, in their order
 * @param more keys of the view
 */
export function useSelection (
  box: RefObject<HTMLElement | null>, ids: readonly string[], rowHeight: number, open: (id: string) => void, more: Keys = {},
): string | null {
  // Two key presses may arrive before the next render
  const current = () => ids.indexOf(place.peek().query.get('at') ?? '')
  const move = (step: number) => {
    const next = Math.max(0, Math.min(ids.length - 1, current() + step))
    const id = ids[next]
    if (id === undefined) return
    setQuery({ at: id })
    if (box.current) showRow(box.current, next, rowHeight)
  }
  const next = () => move(1)
  const previous = () => move(-1)
  useKeys({
    j: next,
    ArrowDown: next,
    k: previous,
    ArrowUp: previous,
    Enter: () => {
      const id = ids[current()]
      if (id !== undefined) open(id)
    },
    Escape: () => setQuery({ at: null }),
    ...more,
  })
  return place.value.query.get('at')
}
