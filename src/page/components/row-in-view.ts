import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Rows that stay free below a row that was brought into view: the head of the table covers as much. */
const ROOM = 2

/** Scrolls a list as little as needed, or to the middle, so that a row of it is seen. */
export function showRow (list: HTMLElement, index: number, rowHeight: number, isCentered = false): void {
  const top = index * rowHeight
  const bottom = top + (1 + ROOM) * rowHeight
  if (top >= list.scrollTop && bottom <= list.scrollTop + list.clientHeight) return
  if (isCentered) list.scrollTop = top + rowHeight - list.clientHeight / 2
  else list.scrollTop = top < list.scrollTop ? top : bottom - list.clientHeight
}

/** Brings the chosen row of a long list into view when another one is chosen; -1 for none. */
export function useRowInView (box: RefObject<HTMLElement | null>, chosen: unknown, index: number, rowHeight: number): void {
  useEffect(() => {
    if (box.current && index !== -1) showRow(box.current, index, rowHeight, true)
    // Not on new rows: the list does not move by itself
  }, [chosen, box.current])
}
