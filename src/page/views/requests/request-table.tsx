import { useRef } from 'preact/hooks'
import { Method, OutcomeBadge } from '../../components/meaning.js'
import { useRowInView } from '../../components/row-in-view.js'
import { Spacer } from '../../components/spacer.js'
import { useWindow } from '../../components/use-window.js'
import { describe } from '../../domain/describe.js'
import { milliseconds, offset, span, timeOfDay } from '../../domain/time.js'
import { shortPath } from '../../domain/words.js'
import { hrefBeside, showBeside } from '../../state/address.js'
import type { Request } from '../../types.js'
import { rowsOf, type Row } from './rows.js'
import { stretchOf, Waterfall, type Stretch } from './waterfall.js'

/** The height of a row of `.plainrows`. */
const ROW_HEIGHT = 32
/** The duration above which it is shown in bold. */
const SLOW_MS = 100

function RequestRow ({ request, isSelected, stretch }: { request: Request; isSelected: boolean; stretch: Stretch }) {
  const { id, at, method, path, duration } = request
  return (
    <tr aria-selected={isSelected} onClick={() => showBeside(['requests', id])}>
      <td class='num t3'>{id}</td>
      <td><time dateTime={at}>{timeOfDay(at, 3)}</time></td>
      <td title={path}>
        <a class='title' href={hrefBeside(['requests', id])} aria-current={isSelected ? 'true' : undefined}>
          <Method name={method} /> <code>{shortPath(path)}</code>
        </a>
      </td>
      <td><OutcomeBadge request={request} /></td>
      <td class='t2 second' title={describe(request).say}>{describe(request).say}</td>
      <td class='third'><Waterfall request={request} stretch={stretch} /></td>
      <td class='num t2'>{(duration ?? 0) > SLOW_MS ? <b>{milliseconds(duration)}</b> : milliseconds(duration)}</td>
    </tr>
  )
}

// Not one cell that spans all columns: it would bring back the columns that narrow views hide
const TurnRow = ({ turn }: { turn: number }) => (
  <tr class='turned'>
    <td colSpan={4}>Clock turned {offset(turn)}</td>
    <td class='second' />
    <td class='third' />
    <td />
  </tr>
)

const keyOf = (row: Row) => ('request' in row ? row.request.id : `turn-${row.after}`)

/** Requests as a table, of which only the visible rows are drawn. */
export function RequestTable ({ requests, selected }: { requests: readonly Request[]; selected: number | undefined }) {
  const box = useRef<HTMLDivElement>(null)
  const rows = rowsOf(requests)
  const { first, last, above, below } = useWindow(box, rows.length, ROW_HEIGHT)
  const stretch = stretchOf(requests)
  const index = rows.findIndex(row => 'request' in row && row.request.id === selected)
  useRowInView(box, selected, index, ROW_HEIGHT)
  return (
    <div class='body' ref={box} tabIndex={0} role='region' aria-label='Request log'>
      <table class='plainrows fixed requests' aria-label='Requests' aria-rowcount={requests.length + 1}>
        <thead>
          <tr>
            <th class='num id' scope='col'>#</th>
            <th class='at' scope='col'>Server clock</th>
            <th scope='col'>Request</th>
            <th class='answer' scope='col'>Answer</th>
            <th class='second' scope='col'>What it did</th>
            <th class='when third' scope='col'>When <span>({span(stretch.length)})</span></th>
            <th class='num took' scope='col'>ms</th>
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {rows.slice(first, last).map(row =>
            'request' in row
              ? <RequestRow key={keyOf(row)} request={row.request} isSelected={row.request.id === selected} stretch={stretch} />
              : <TurnRow key={keyOf(row)} turn={row.turn} />)}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}
