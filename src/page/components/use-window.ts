import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** The rows to draw and the heights of the rest; `padding` holds the same heights for lists that aren't tables. */
interface Window {
  readonly first: number
  readonly last: number
  readonly above: number
  readonly below: number
  readonly padding: { readonly paddingTop: string; readonly paddingBottom: string }
}

/** Extra rows drawn above and below the visible ones. */
const MARGIN = 12

/** The visible range of a long list with rows of equal height; only these rows are drawn. */
export function useWindow (
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): Window {
  const [seen, setSeen] = useState({ top: 0, height: 900 })
  useLayoutEffect(() => {
    const { current } = box
    if (!current) return
    const look = () => setSeen({ top: current.scrollTop, height: current.clientHeight })
    look()
    current.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(current)
    return () => {
      current.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [box.current])
  const first = Math.max(0, Math.min(count - 1, Math.floor(seen.top / rowHeight)) - MARGIN)
  const last = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + MARGIN)
  const above = first * rowHeight
  const below = Math.max(0, count - last) * rowHeight
  return { first, last, above, below, padding: { paddingTop: `${above}px`, paddingBottom: `${below}px` } }
}
