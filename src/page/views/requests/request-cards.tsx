import { useRef } from 'preact/hooks'
import { Method, OutcomeBadge } from '../../components/meaning.js'
import { useWindow } from '../../components/use-window.js'
import { describe } from '../../domain/describe.js'
import { offset, timeOfDay } from '../../domain/time.js'
import { shortPath } from '../../domain/words.js'
import { hrefBeside } from '../../state/address.js'
import type { Request } from '../../types.js'
import { rowsOf } from './rows.js'

/** The height of a card, as `requests.css` has it. */
const HEIGHT = 58

function Card ({ request }: { request: Request }) {
  const { id, at, method, path } = request
  return (
    <li>
      <a href={hrefBeside(['requests', id])}>
        <span class='cut'><Method name={method} /><code>{shortPath(path)}</code></span>
        <OutcomeBadge request={request} />
        <small class='cut'>{describe(request).say}</small>
        <small class='num'>{timeOfDay(at, 1)}</small>
      </a>
    </li>
  )
}

/** Requests on a phone: two lines each. */
export function RequestCards ({ requests }: { requests: readonly Request[] }) {
  const box = useRef<HTMLDivElement>(null)
  const rows = rowsOf(requests)
  const { first, last, padding } = useWindow(box, rows.length, HEIGHT)
  return (
    <div class='body' ref={box} tabIndex={0} role='region' aria-label='Request log'>
      <ul class='list request-cards' aria-label='Requests' style={padding}>
        {rows.slice(first, last).map(row =>
          'request' in row
            ? <Card key={row.request.id} request={row.request} />
            : <li key={`turn-${row.after}`} class='turned'>Clock turned {offset(row.turn)}</li>)}
      </ul>
    </div>
  )
}
