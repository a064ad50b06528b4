import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { go } from '../../state/address.js'
import { byId } from '../../state/journal.js'
import { hover } from './hover.js'
import type { Scale } from './scale.js'
import { select } from './selection.js'
import { moveBy, show, window, zoomBy } from './zoom.js'

/** The distance after which a press becomes a drag. */
const DRAG_PX = 4
const WHEEL_PX = 240

const numberOf = (element: Element | null, name: string) => {
  const text = element?.getAttribute(name)
  return text === null || text === undefined ? undefined : Number(text)
}

/** Zooms to the requests from one index to another, with some room around. */
function zoomTo ({ axis }: Scale, from: number, to: number): void {
  const [start, end] = [axis.places[from]!, axis.places[to]!]
  const pad = Math.max(2, (end - start) * 0.5)
  show({ from: start - pad, to: end + pad })
}

/** Opens, drags and zooms the drawing by the pointer. */
export function usePointer (box: RefObject<HTMLDivElement | null>, scale: Scale): void {
  const latest = useRef(scale)
  latest.current = scale
  useEffect(() => {
    const element = box.current!
    let pressed: { x: number; from: number; to: number; isDrag: boolean } | undefined
    const requestAt = (event: Event) => {
      const id = numberOf((event.target as Element).closest('[data-id]'), 'data-id')
      return id === undefined ? undefined : byId.peek().get(id)
    }
    const onClick = (event: MouseEvent) => {
      if (pressed?.isDrag) return
      const caseId = (event.target as Element).getAttribute('data-case')
      if (caseId !== null) go(['cases', caseId])
      const joined = (event.target as Element).closest('[data-from]')
      const request = requestAt(event)
      if (joined) zoomTo(latest.current, numberOf(joined, 'data-from')!, numberOf(joined, 'data-to')!)
      else if (request) select(request)
    }
    const onDouble = (event: MouseEvent) => {
      const lane = (event.target as Element).closest('g.lane') ?? element
      const ids = [...lane.querySelectorAll('[data-id]')].map(mark => numberOf(mark, 'data-id')!)
      const indexes = latest.current.axis.requests.flatMap(({ id }, index) => (ids.includes(id) ? [index] : []))
      if (indexes.length > 0) zoomTo(latest.current, indexes[0]!, indexes.at(-1)!)
    }
    const onDown = (event: PointerEvent) => {
      const { from, to } = window.peek()
      pressed = event.button === 0 ? { x: event.clientX, from, to, isDrag: false } : undefined
    }
    const onMove = (event: PointerEvent) => {
      if (event.buttons === 0 || !pressed) {
        hover(requestAt(event), event.clientX, event.clientY)
        return
      }
      hover(undefined)
      const distance = event.clientX - pressed.x
      if (Math.abs(distance) > DRAG_PX) pressed.isDrag = true
      const step = distance / latest.current.pace
      if (pressed.isDrag) show({ from: pressed.from - step, to: pressed.to - step })
    }
    const onLeave = () => hover(undefined)
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        const { left } = element.getBoundingClientRect()
        zoomBy(2 ** (event.deltaY / WHEEL_PX), latest.current.placeAt(event.clientX - left))
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) moveBy(event.deltaX / element.clientWidth)
      else return
      event.preventDefault()
    }
    const listeners = [
      ['click', onClick], ['dblclick', onDouble], ['pointerdown', onDown], ['pointermove', onMove], ['pointerleave', onLeave],
      ['wheel', onWheel],
    ] as const
    for (const [name, listener] of listeners) element.addEventListener(name, listener as EventListener, { passive: false })
    return () => {
      hover(undefined)
      for (const [name, listener] of listeners) element.removeEventListener(name, listener as EventListener)
    }
  }, [])
}
