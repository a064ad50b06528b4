import { useRef } from 'preact/hooks'
import { Severity, Status } from '../../components/meaning.js'
import { Moment } from '../../components/moment.js'
import { useWindow } from '../../components/use-window.js'
import { hrefOf } from '../../state/address.js'
import type { CaseRow } from './select-cases.js'

/** The height of a card, as the style sheet sets it. */
const CARD_HEIGHT = 58

/** The cases on a phone: a list of two lines each. */
export function CaseCards ({ rows }: { rows: readonly CaseRow[] }) {
  const box = useRef<HTMLDivElement>(null)
  const { first, last, padding } = useWindow(box, rows.length, CARD_HEIGHT)
  return (
    <div class='body' ref={box}>
      <ul class='list case-cards' aria-label='Cases' style={padding}>
        {rows.slice(first, last).map(({ found, changedAt, pushedAs }) => (
          <li key={found.id}>
            <a href={hrefOf(['cases', found.id])}>
              <span class='row'>
                <b class='cut grow'>{found.title}</b>
                <Moment at={changedAt} class='t3' />
              </span>
              <span class='row t2'>
                <Status status={found.status} />
                <Severity severity={found.severity} />
                <span class='grow' />
                <span class='t3 cut'>{pushedAs.join(', ')}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
