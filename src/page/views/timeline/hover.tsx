import { signal } from '@preact/signals'
import { laterSuccess } from '../../domain/explain.js'
import { describe } from '../../domain/describe.js'
import { isPlanned, plannedBy } from '../../domain/outcome.js'
import { milliseconds, timeOfDay } from '../../domain/time.js'
import { requests } from '../../state/journal.js'
import type { Request } from '../../types.js'

const DELAY_MS = 80
const WIDTH = 300

const hovered = signal<{ readonly request: Request; readonly x: number; readonly y: number } | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** Shows the card of a request beside the pointer, after a moment. Without a request, hides the card. */
export function hover (request: Request | undefined, x = 0, y = 0): void {
  clearTimeout(timer)
  if (!request) hovered.value = null
  else if (hovered.peek()?.request !== request) timer = setTimeout(() => { hovered.value = { request, x, y } }, DELAY_MS)
}

/** The card of the event under the pointer. */
export function HoverCard () {
  if (!hovered.value) return null
  const { request, x, y } = hovered.value
  const later = laterSuccess(request, requests.value)
  const left = Math.min(x + 14, innerWidth - WIDTH - 12)
  const isBelow = y < innerHeight - 140
  return (
    <div
      class='tip'
      role='presentation'
      style={{
        width: `${WIDTH}px`, left: `${left}px`, ...(isBelow ? { top: `${y + 16}px` } : { bottom: `${innerHeight - y + 12}px` }),
      }}
    >
      <div class='row'>
        <b>{request.method} {request.status ?? 'cut'}</b>
        <span class='t3'>#{request.id}</span>
        <span class='grow' />
        <time class='t3'>{timeOfDay(request.at, 3)}</time>
      </div>
      <div class='two-lines'>{describe(request).say}</div>
      <span class='t3'>
        {isPlanned(request) && `Planned: ${plannedBy(request)} hit. `}
        {later && `#${later.id} went through. `}
        {request.duration !== null && `${milliseconds(request.duration)} ms`}
      </span>
    </div>
  )
}
