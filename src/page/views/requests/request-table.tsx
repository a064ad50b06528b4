import { useRef } from 'preact/hooks'
import { Method, OutcomeBadge } from '../../components/meaning.js'
import { useWindow } from '../../components/use-window.js'
import { describe } from '../../domain/describe.js'
import { milliseconds, timeOfDay } from '../../domain/time.js'
import { shortPath } from '../../domain/words.js'
import type { Request } from '../../types.js'

/** The height of `--h-row`. */
const ROW_HEIGHT = 36

function Row ({ request }: { request: Request }) {
  const { id, at, method, path, duration } = request
  return (
    <tr>
      <td class='num t3'>{id}</td>
      <td><time>{timeOfDay(at, 3)}</time></td>
      <td><Method name={method} /></td>
      <td><code title={path}>{shortPath(path)}</code></td>
      <td><OutcomeBadge request={request} /></td>
      <td>{describe(request).say}</td>
      <td class='num'>{milliseconds(duration)}</td>
    </tr>
  )
}

/** Requests as a table; only the rows that are seen are drawn. */
export function RequestTable ({ requests }: { requests: readonly Request[] }) {
  const box = useRef<HTMLDivElement>(null)
  const { first, last, above, below } = useWindow(box, requests.length, ROW_HEIGHT)
  return (
    <div class='body' ref={box}>
      <table aria-label='Requests' aria-rowcount={requests.length}>
        <thead>
          <tr>
            <th class='num' scope='col'>#</th>
            <th scope='col'>Server clock</th>
            <th scope='col'>Method</th>
            <th scope='col'>Request</th>
            <th scope='col'>Answer</th>
            <th scope='col'>Description</th>
            <th class='num' scope='col'>ms</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden='true' style={{ height: above }} />}
          {requests.slice(first, last).map(request => <Row key={request.id} request={request} />)}
          {below > 0 && <tr aria-hidden='true' style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  )
}
