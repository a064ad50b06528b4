import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Rows of margin around a row scrolled into view, because the table head covers some. */
const ROOM = 2

/** Scrolls a list just far enough to show a row, or centers it. */
export function showRow (list: HTMLElement, index: number, rowHeight: number, isCentered = false): void {
  const top = index * rowHeight
  const bottom = top + (1 + ROOM) * rowHeight
  if (top >= list.scrollTop && bottom <= list.scrollTop + list.clientHeight) return
  if (isCentered) list.scrollTop = top + rowHeight - list.clientHeight / 2
  else list.scrollTop = top < list.scrollTop ? top : bottom - list.clientHeight
}

/** Scrolls the selected row into view when the selection changes; -1 for no selection. */
export function useRowInView (box: RefObject<HTMLElement | null>, chosen: unknown, index: number, rowHeight: number): void {
  useEffect(() => {
    if (box.current && index !== -1) showRow(box.current, index, rowHeight, true)
    // Not when rows are added: the list must not scroll by itself
  }, [chosen, box.current])
}
