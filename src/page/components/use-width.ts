import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** The current width of an element. */
export function useWidth (element: RefObject<Element | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const observer = new ResizeObserver(() => setWidth(current.clientWidth))
    observer.observe(current)
    setWidth(current.clientWidth)
    return () => observer.disconnect()
  }, [])
  return width
}
