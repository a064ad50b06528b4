import { useComputed } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { useWindow } from '../../components/use-window.js'
import { describe } from '../../domain/describe.js'
import { isPlanned, isTrouble, outcomeOf, plannedBy } from '../../domain/outcome.js'
import { offset, span, timeOfDay } from '../../domain/time.js'
import { hrefOf, place } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import type { Request } from '../../types.js'
import { phoneFilter } from './phone-filter.js'
import { columnsOf, Rails, type Column } from './phone-rails.js'
import { axis } from './zoom.js'

const HEIGHT = 52

/** A row: an event, or a folded stretch. */
type Row =
  | { readonly request: Request; readonly index: number }
  | { readonly turn: number; readonly quiet: number; readonly after: Request; readonly index: number }

function rowsOf ({ requests, folds }: typeof axis.value, isShown: (request: Request) => boolean): readonly Row[] {
  const folded = new Map(folds.map(fold => [fold.index, fold]))
  return requests.flatMap((request, index): Row[] => {
    const { isRead, outcome } = describe(request)
    const fold = folded.get(index)
    return [
      ...((isRead && outcome === 'done') || !isShown(request) ? [] : [{ request, index }]),
      ...(fold ? [{ turn: fold.turn, quiet: fold.quiet, after: request, index }] : []),
    ]
  }).toReversed()
}

function EventRow ({ request, index, columns }: { request: Request; index: number; columns: readonly Column[] }) {
  const { say, changes } = describe(request)
  const outcome = outcomeOf(request)
  const isBad = isTrouble(outcome)
  const title = documents.value.cases.get(changes[0]?.caseId ?? '')?.title ?? request.path
  const plan = isPlanned(request) ? `planned by ${plannedBy(request)}` : 'not planned'
  return (
    <a class={`vrow ${isBad ? outcome : ''}`} href={hrefOf(['requests', request.id])}>
      <Rails columns={columns} index={index} height={HEIGHT} request={request} />
      <span class='event'>
        <span class='what cut'>{say}</span>
        <small class='cut'>{isBad ? `${request.method} · ${plan}` : title}</small>
      </span>
      <span class='num'>
        {isBad && <b class={outcome}>{request.status ?? 'cut'}</b>}
        <small>{timeOfDay(request.at, 1)}</small>
      </span>
    </a>
  )
}

/** The timeline on a phone: time runs down, the newest first, with a column for each of the latest cases and systems. */
export function PhoneTimeline () {
  const box = useRef<HTMLDivElement>(null)
  const rows = useComputed(() => rowsOf(axis.value, phoneFilter.value)).value
  const columns = useComputed(() => columnsOf(axis.value.requests, documents.value)).value
  const { first, last, padding } = useWindow(box, rows.length, HEIGHT)
  return (
    <div class='body vtl' ref={box} tabIndex={0} role='region' aria-label='Events'>
      <p class='vlanes'>
        {rows.length === 0
          ? place.value.query.has('only') ? 'No event matches the filter' : 'Only reads so far; Requests lists them'
          : columns.length === 0 && 'No requests about cases yet'}
        {columns.map(({ letter, name }) => [<span key={letter}>{letter} {name}</span>, ' '])}
      </p>
      <div style={padding}>
        {rows.slice(first, last).map(row =>
          'request' in row
            ? <EventRow key={row.request.id} request={row.request} index={row.index} columns={columns} />
            : (
              <div key={`fold-${row.index}`} class='vrow turned'>
                <Rails columns={columns} index={row.index} height={HEIGHT} />
                <span>{row.turn === 0 ? `${span(row.quiet)} quiet` : `Clock turned ${offset(row.turn)}`}</span>
                <small>{timeOfDay(row.after.at)}</small>
              </div>
              ))}
      </div>
    </div>
  )
}
