import { Sign } from '../../components/icon.js'
import { describe } from '../../domain/describe.js'
import { colorOf, isPlanned, isTrouble, outcomeOf } from '../../domain/outcome.js'
import type { Request } from '../../types.js'
import { rowsFor } from './cluster.js'
import type { Layout } from './layout.js'
import type { Scale } from './scale.js'

/** Above this number, successful requests are drawn as columns. */
const MANY = 2000
const COLUMN = 4

interface Bar { readonly request: Request; readonly x: number }
const isBad = ({ request }: Bar) => isTrouble(outcomeOf(request))

function OneBar ({ bar, y, scale, isSelected }: { bar: Bar; y: number; scale: Scale; isSelected: boolean }) {
  const { request, x } = bar
  const { isRead, outcome } = describe(request)
  const height = (isRead ? 10 : 16) + (isBad(bar) ? 6 : 0)
  const width = Math.max(6, Math.min((request.duration ?? 0) * scale.pace, scale.right - x + 3))
  const box = { x: x - 3, y: y - height, width, height, rx: 1.5 }
  const isHollow = isRead && !isBad(bar)
  return (
    <g class={`ev ${isSelected ? 'picked' : ''}`} data-id={request.id}>
      <rect class='hit' x={x - 8} y={y - 26} width={width + 10} height={28} />
      <rect class={`bar ${colorOf(outcome)} ${isHollow ? 'read' : ''}`} {...box} />
      {isPlanned(request) && <rect class='hatch' {...box} />}
    </g>
  )
}

function Flag ({ bar: { request, x }, y, row }: { bar: Bar; y: number; row: number }) {
  const isMarked = isPlanned(request)
  const width = isMarked ? 44 : 32
  const top = y - 42 - row * 19
  return (
    <g class={`flag ${colorOf(outcomeOf(request))}`} data-id={request.id}>
      <rect x={x - width / 2} y={top} width={width} height={17} rx={4} />
      {isMarked && <Sign name='bolt' x={x - 12} y={top + 8.5} />}
      <text x={isMarked ? x + 6 : x} y={top + 12.5} text-anchor='middle'>{request.status ?? 'cut'}</text>
    </g>
  )
}

/** Columns that stand for many requests, one per position. */
function Columns ({ bars, y, isRead }: { bars: readonly Bar[]; y: number; isRead: boolean }) {
  const places = new Set(bars.map(({ x }) => Math.floor(x / COLUMN)))
  const height = isRead ? 10 : 16
  return (
    <>
      {[...places].map(place => (
        <rect key={place} class={`bar ${isRead ? 'read' : ''}`} x={place * COLUMN} y={y - height} width={COLUMN - 1} height={height} />
      ))}
    </>
  )
}

/** Every request, changes and reads on separate lines: height shows the outcome, width the duration. */
export function RequestBars ({ requests, scale, layout, selectedId }: {
  requests: readonly Request[]
  scale: Scale
  layout: Layout
  selectedId: number | undefined
}) {
  const [first, last] = scale.shown
  const bars = requests.slice(first, last).map((request, index): Bar => ({ request, x: scale.x(first + index) }))
  const isMany = bars.length > MANY
  const fine = bars.filter(bar => !isBad(bar))
  // Failures are drawn last, over the rest
  const single = [...isMany ? fine.filter(({ request }) => request.id === selectedId) : fine, ...bars.filter(isBad)]
  const flagged = bars.filter(bar => isBad(bar) && !describe(bar.request).isRead)
  const rows = rowsFor(flagged.map(({ x }) => x), 44)
  const { changesY, readsY } = layout
  const lineOf = ({ request }: Bar) => (describe(request).isRead ? readsY : changesY)
  return (
    <g>
      <path class='rule' d={`M${scale.left} ${changesY}H${scale.right}M${scale.left} ${readsY}H${scale.right}`} />
      {isMany && <Columns bars={fine.filter(bar => !describe(bar.request).isRead)} y={changesY} isRead={false} />}
      {isMany && <Columns bars={fine.filter(bar => describe(bar.request).isRead)} y={readsY} isRead />}
      {single.map(bar => (
        <OneBar key={bar.request.id} bar={bar} y={lineOf(bar)} scale={scale} isSelected={bar.request.id === selectedId} />
      ))}
      {flagged.map((bar, index) => {
        const row = rows[index]
        return row === undefined ? null : <Flag key={bar.request.id} bar={bar} y={changesY} row={row} />
      })}
    </g>
  )
}
