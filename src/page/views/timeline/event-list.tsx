import { useRef } from 'preact/hooks'
import { Method, OutcomeBadge } from '../../components/meaning.js'
import { useRowInView } from '../../components/row-in-view.js'
import { Spacer } from '../../components/spacer.js'
import { useWindow } from '../../components/use-window.js'
import { describe } from '../../domain/describe.js'
import { colorOf, outcomeOf } from '../../domain/outcome.js'
import { timeOfDay } from '../../domain/time.js'
import { shortPath } from '../../domain/words.js'
import { requests } from '../../state/journal.js'
import type { Request } from '../../types.js'
import { select, selected } from './selection.js'

/** The height of a row of `.evlist`. */
const ROW_HEIGHT = 30

function Row ({ request, isSelected }: { request: Request; isSelected: boolean }) {
  const { id, at, method, path } = request
  const { say } = describe(request)
  const color = outcomeOf(request) === 'done' ? 't2' : colorOf(outcomeOf(request))
  return (
    <tr aria-selected={isSelected} onClick={() => select(request)}>
      <td class='num t3'>{id}</td>
      <td><time dateTime={at}>{timeOfDay(at, 3)}</time></td>
      <td title={path}>
        <button type='button' class='linelike' aria-pressed={isSelected}>
          <Method name={method} /> <code class='t2'>{shortPath(path)}</code>
        </button>
      </td>
      <td><OutcomeBadge request={request} /></td>
      <td class={color} title={say}>{say}</td>
    </tr>
  )
}

/** The events of the drawing as a list, the oldest first. */
export function EventList () {
  const box = useRef<HTMLDivElement>(null)
  const all = requests.value
  const { first, last, above, below } = useWindow(box, all.length, ROW_HEIGHT)
  const selectedId = selected.value?.id
  const index = all.findIndex(({ id }) => id === selectedId)
  useRowInView(box, selectedId, index, ROW_HEIGHT)
  return (
    <div class='events' ref={box} tabIndex={0} role='region' aria-label='Events as a list'>
      <table class='evlist fixed' aria-label='Events' aria-rowcount={all.length + 1}>
        <thead>
          <tr>
            <th class='num id' scope='col'>#</th>
            <th class='at' scope='col'>Server clock</th>
            <th scope='col'>Request</th>
            <th class='answer' scope='col'>Answer</th>
            <th scope='col'>What it did</th>
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {all.slice(first, last).map(request => <Row key={request.id} request={request} isSelected={request.id === selectedId} />)}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}
