import { colorOf, outcomeOf } from '../../domain/outcome.js'
import { describe } from '../../domain/describe.js'
import type { Request } from '../../types.js'

/** The stretch of real time that a list of requests covers. */
export interface Stretch {
  readonly start: number
  readonly length: number
}

/** @param requests in any order */
export function stretchOf (requests: readonly Request[]): Stretch {
  const first = requests.at(-1)
  if (!first) return { start: 0, length: 1 }
  let start = Infinity
  let end = 0
  for (const { receivedAt, duration } of requests) {
    const time = Date.parse(receivedAt)
    start = Math.min(start, time)
    end = Math.max(end, time + (duration ?? 0))
  }
  return { start, length: Math.max(1, end - start) }
}

const percent = (part: number, whole: number) => `${Math.min(100, (part / whole) * 100).toFixed(2)}%`

/** A bar that shows when a request arrived and how long it took. */
export function Waterfall ({ request, stretch: { start, length } }: { request: Request; stretch: Stretch }) {
  const outcome = outcomeOf(request)
  const left = Date.parse(request.receivedAt) - start
  return (
    <div class='wf' aria-hidden='true'>
      <i
        class={`${colorOf(outcome)} ${describe(request).isRead && outcome === 'done' ? 'read' : ''}`}
        style={{ left: `calc((100% - 4px) * ${(left / length).toFixed(4)})`, width: percent(request.duration ?? 0, length) }}
      />
    </div>
  )
}
