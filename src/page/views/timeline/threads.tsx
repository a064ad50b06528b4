import { describe } from '../../domain/describe.js'
import { colorOf, isTrouble, outcomeOf } from '../../domain/outcome.js'
import type { Request } from '../../types.js'
import { AXIS_HEIGHT, AXIS_TOP, type Layout } from './layout.js'
import type { Scale } from './scale.js'

interface ThreadsProps {
  readonly requests: readonly Request[]
  readonly scale: Scale
  readonly layout: Layout
  readonly selectedIndex: number
}

/** The vertical extent of a request, over its cases, its line and its system. */
function reach (request: Request, { caseY, changesY, systemY }: Layout): readonly [number, number] {
  const { changes, connectorId } = describe(request)
  const cases = changes.flatMap(({ caseId }) => caseY.get(caseId) ?? [])
  const system = connectorId === undefined ? undefined : systemY.get(connectorId)
  return [Math.min(changesY, ...cases), Math.max(changesY, system ? system.top + system.height / 2 : 0)]
}

/** Lines that connect failed and selected requests to their cases and systems. */
export function Threads ({ requests, scale, layout, selectedIndex }: ThreadsProps) {
  const [first, last] = scale.shown
  const picked = scale.isShown(selectedIndex) ? requests[selectedIndex] : undefined
  const x = scale.clampedX(selectedIndex)
  const bad = requests.slice(first, last).flatMap((request, index) => {
    const { isRead, outcome } = describe(request)
    if (isRead || !isTrouble(outcome)) return []
    const [top, bottom] = reach(request, layout)
    return top === bottom ? [] : [{ request, outcome, d: `M${scale.x(first + index)} ${top + 9}V${bottom}` }]
  })
  return (
    <g>
      {picked && (
        <rect class='pick' x={x - 11} y={AXIS_TOP + AXIS_HEIGHT} width={22} height={layout.bottom - AXIS_TOP - AXIS_HEIGHT} />
      )}
      {bad.map(({ request, outcome, d }) => <path key={request.id} class={`thread ${colorOf(outcome)}`} d={d} />)}
      {picked && outcomeOf(picked) === 'done' && !describe(picked).isRead && (
        <path class='pickline' d={`M${x} ${reach(picked, layout)[0] + 9}V${reach(picked, layout)[1]}`} />
      )}
    </g>
  )
}
