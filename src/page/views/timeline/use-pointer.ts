import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { go } from '../../state/address.js'
import { byId } from '../../state/journal.js'
import { hover } from './hover.js'
import type { Scale } from './scale.js'
import { select } from './selection.js'
import { moveBy, show, window, zoomBy } from './zoom.js'

/** The distance, in pixels, beyond which a press becomes a drag. */
const DRAG_PX = 4
const WHEEL_PX = 240

const numberOf = (element: Element | null, name: string) => {
  const text = element?.getAttribute(name)
  return text === null || text === undefined ? undefined : Number(text)
}

/** The places of the first and last event of a joined mark or a lane. */
function endsOf (element: Element, { axis }: Scale): readonly [number, number] {
  return [axis.places[numberOf(element, 'data-from')!]!, axis.places[numberOf(element, 'data-to')!]!]
}

/** Zooms to the events of a lane, with some room around them. */
function zoomToLane (lane: Element, scale: Scale): void {
  const [from, to] = endsOf(lane, scale)
  const pad = Math.max(2, (to - from) * 0.5)
  show({ from: from - pad, to: to + pad })
}

/** Zooms in on joined events to separate them, in several steps if there are many. If all have the same time, selects the first. */
function part (joined: Element, scale: Scale): void {
  const [from, to] = endsOf(joined, scale)
  if (from === to) {
    select(scale.axis.requests[numberOf(joined, 'data-from')!])
    return
  }
  const middle = (from + to) / 2
  const around = Math.max(2, Math.min(to - from, (scale.window.to - scale.window.from) / 8))
  show({ from: middle - around, to: middle + around })
}

/** Selects events, and drags and zooms the drawing, with the pointer. */
export function usePointer (box: RefObject<HTMLDivElement | null>, scale: Scale): void {
  const latest = useRef(scale)
  latest.current = scale
  useLayoutEffect(() => {
    const element = box.current!
    let pressed: { readonly x: number; readonly from: number; readonly to: number } | undefined
    let isDrag = false
    const requestAt = (event: Event) => {
      const id = numberOf((event.target as Element).closest('[data-id]'), 'data-id')
      return id === undefined ? undefined : byId.peek().get(id)
    }
    const onClick = (event: MouseEvent) => {
      if (isDrag) return
      const caseId = (event.target as Element).getAttribute('data-case')
      if (caseId !== null) go(['cases', caseId])
      const joined = (event.target as Element).closest('.joined')
      const request = requestAt(event)
      if (joined) part(joined, latest.current)
      else if (request) select(request)
    }
    const onDouble = (event: MouseEvent) => {
      const lane = (event.target as Element).closest('.lane')
      if (lane) zoomToLane(lane, latest.current)
    }
    const onDown = (event: PointerEvent) => {
      const { from, to } = window.peek()
      pressed = event.button === 0 ? { x: event.clientX, from, to } : undefined
      isDrag = false
    }
    const onMove = (event: PointerEvent) => {
      if (event.buttons === 0) pressed = undefined
      if (!pressed) {
        hover(requestAt(event), event.clientX, event.clientY)
        return
      }
      hover(undefined)
      const distance = event.clientX - pressed.x
      if (!isDrag && Math.abs(distance) > DRAG_PX) {
        isDrag = true
        element.setPointerCapture(event.pointerId)
      }
      const step = distance / latest.current.pace
      if (isDrag) show({ from: pressed.from - step, to: pressed.to - step })
    }
    // A later press on a handle of the overview is handled there, and must not continue this drag
    const onUp = () => { pressed = undefined }
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
      ['click', onClick], ['dblclick', onDouble], ['pointerdown', onDown], ['pointermove', onMove], ['pointerup', onUp],
      ['pointercancel', onUp], ['pointerleave', onLeave], ['wheel', onWheel],
    ] as const
    for (const [name, listener] of listeners) element.addEventListener(name, listener as EventListener, { passive: false })
    return () => {
      hover(undefined)
      for (const [name, listener] of listeners) element.removeEventListener(name, listener as EventListener)
    }
  }, [])
}
