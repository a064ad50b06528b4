import { useRef } from 'preact/hooks'
import { describe } from '../../domain/describe.js'
import { colorOf, outcomeOf } from '../../domain/outcome.js'
import type { Axis } from './axis.js'
import { AXIS_TOP } from './layout.js'
import type { Scale } from './scale.js'
import { isFit, show, window } from './zoom.js'

const COLUMN = 3
const HEIGHTS = { read: 7, done: 11, waiting: 11, refused: 17, failed: 17 } as const
type Kind = keyof typeof HEIGHTS
const RANK: readonly Kind[] = ['read', 'waiting', 'done', 'refused', 'failed']

function columnsOf ({ requests, places, length }: Axis, width: number): ReadonlyMap<number, Kind> {
  const columns = new Map<number, Kind>()
  for (const [index, request] of requests.entries()) {
    const outcome = outcomeOf(request)
    const kind: Kind = outcome === 'done' && describe(request).isRead ? 'read' : outcome
    const column = Math.floor((places[index]! / Math.max(1, length)) * (width / COLUMN - 1))
    if (RANK.indexOf(kind) > RANK.indexOf(columns.get(column) ?? 'read') || !columns.has(column)) columns.set(column, kind)
  }
  return columns
}

/** A miniature of the whole log, with two handles for the visible range. */
export function Overview ({ scale }: { scale: Scale }) {
  const { axis, left, right } = scale
  const width = right - left
  const dragged = useRef<'from' | 'to' | null>(null)
  const xOf = (place: number) => left + Math.max(0, Math.min(1, place / Math.max(1, axis.length))) * width
  const { from, to } = window.value
  const [start, end] = [xOf(from), xOf(to)]
  const drag = (side: 'from' | 'to') => (event: PointerEvent) => {
    dragged.current = side
    ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
    event.stopPropagation()
  }
  const move = (event: PointerEvent) => {
    const side = dragged.current
    if (side === null) return
    const { left: edge } = (event.currentTarget as SVGElement).ownerSVGElement!.getBoundingClientRect()
    const place = ((event.clientX - edge - left) / width) * axis.length
    const next = { ...window.peek(), [side]: place }
    if (next.to - next.from > 1) show(next)
  }
  const drop = () => { dragged.current = null }
  return (
    <g>
      <rect class='gut' x={0} y={0} width={right + 12} height={AXIS_TOP} />
      <text class='sub' x={20} y={21}>Whole log</text>
      {[...columnsOf(axis, width)].map(([column, kind]) => (
        <rect
          key={column}
          class={`bar ${kind === 'read' || kind === 'waiting' ? kind : colorOf(kind)}`}
          x={left + column * COLUMN}
          y={AXIS_TOP - 6 - HEIGHTS[kind]}
          width={2.5}
          height={HEIGHTS[kind]}
        />
      ))}
      {!isFit.value && <rect class='brush' x={start} y={2} width={Math.max(2, end - start)} height={AXIS_TOP - 4} />}
      <path class='brushedge' d={`M${start} 10v14M${end} 10v14`} />
      {(['from', 'to'] as const).map(side => (
        <rect
          key={side}
          class='handle'
          x={(side === 'from' ? start : end) - 8}
          y={0}
          width={16}
          height={AXIS_TOP}
          onPointerDown={drag(side)}
          onPointerMove={move}
          onPointerUp={drop}
        />
      ))}
      <path class='rule' d={`M0 ${AXIS_TOP}H${right + 12}`} />
    </g>
  )
}
