import { Sign, type IconName } from '../../components/icon.js'
import { colorOf, outcomeOf } from '../../domain/outcome.js'
import type { Request } from '../../types.js'

interface MarkProps {
  readonly request: Request
  readonly x: number
  readonly y: number
  readonly icon: IconName
  readonly isSelected: boolean
  readonly isDone?: boolean
}

/** An event on a line: a circle with its icon, colored if the event failed. */
export function Mark ({ request, x, y, icon, isSelected, isDone = false }: MarkProps) {
  const outcome = outcomeOf(request)
  const color = outcome === 'done' ? (isDone ? 'done' : '') : colorOf(outcome)
  return (
    <g class={`ev ${color} ${isSelected ? 'picked' : ''}`} data-id={request.id}>
      <circle cx={x} cy={y} r={9} />
      <Sign name={icon} x={x} y={y} />
    </g>
  )
}

/** Several events that would cover each other. A click zooms in to separate them. */
export const Joined = ({ count, x, y, ids }: { count: number; x: number; y: number; ids: readonly [number, number] }) => (
  <g class='ev joined' data-from={ids[0]} data-to={ids[1]}>
    <circle cx={x} cy={y} r={9} />
    <text x={x} y={y + 4} text-anchor='middle'>{count > 99 ? '99+' : count}</text>
  </g>
)
