import { useRef } from 'preact/hooks'
import { Icon, type IconName } from '../../components/icon.js'
import { Avatar, Severity, Status } from '../../components/meaning.js'
import { Moment } from '../../components/moment.js'
import { Spacer } from '../../components/spacer.js'
import { SortHead } from '../../components/sort-head.js'
import { useSelection } from '../../components/use-selection.js'
import { useWindow } from '../../components/use-window.js'
import { readableVersion } from '../../domain/case-version.js'
import { OWNER_WORDS } from '../../domain/words.js'
import { go, hrefOf, setQuery } from '../../state/address.js'
import { sorting, type CaseRow } from './select-cases.js'

/** The height of `--h-row`. */
const ROW_HEIGHT = 36

const COLUMNS: readonly { name: string; text: string; icon?: IconName; isDescending?: boolean; class?: string }[] = [
  { name: 'status', text: 'Status' },
  { name: 'title', text: 'Title', class: 'title' },
  { name: 'severity', text: 'Severity', isDescending: true },
  { name: 'owner', text: 'Owner', class: 'second' },
  { name: 'assignee', text: 'Assignees' },
  { name: 'alerts', text: 'Alerts', icon: 'bell', isDescending: true, class: 'num' },
  { name: 'comments', text: 'Comments', icon: 'comment', isDescending: true, class: 'num' },
  { name: 'files', text: 'Files', icon: 'file', isDescending: true, class: 'num' },
  { name: 'pushed', text: 'Pushed as' },
  { name: 'changed', text: 'Changed', isDescending: true },
  { name: 'version', text: 'Version', isDescending: true, class: 'num second' },
]

function Row ({ row, isSelected, index }: { row: CaseRow; isSelected: boolean; index: number }) {
  const { found, alerts, comments, files, people, pushedAs, changedAt } = row
  return (
    <tr aria-selected={isSelected} aria-rowindex={index + 2}>
      <td><Status status={found.status} /></td>
      <td class='title'>
        <span class='row'>
          <a class='title cut' href={hrefOf(['cases', found.id])}>{found.title}</a>
          {found.tags.slice(0, 3).map(tag => <span key={tag} class='tag cut'>{tag}</span>)}
          {found.tags.length > 3 && <span class='t3'>+{found.tags.length - 3}</span>}
        </span>
      </td>
      <td><Severity severity={found.severity} /></td>
      <td class='t2 second'>{OWNER_WORDS[found.owner] ?? found.owner}</td>
      <td><span class='row people'>{people.map(name => <Avatar key={name} name={name} />)}</span></td>
      <td class='num'>{alerts || ''}</td>
      <td class='num'>{comments || ''}</td>
      <td class='num'>{files || ''}</td>
      <td>
        <span class='row'>
          {pushedAs.slice(0, 1).map(title => <span key={title} class='tag cut'>{title}</span>)}
          {pushedAs.length > 1 && <span class='t3' title={pushedAs.join(', ')}>+{pushedAs.length - 1}</span>}
        </span>
      </td>
      <td class='t2'><Moment at={changedAt} /></td>
      <td class='num mono t3 second' title={found.version}>{readableVersion(found.version)}</td>
    </tr>
  )
}

/** The cases as a table, of which only the visible rows are drawn. */
export function CaseTable ({ rows, onMake }: { rows: readonly CaseRow[]; onMake: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  const { first, last, above, below } = useWindow(box, rows.length, ROW_HEIGHT)
  const selected = useSelection(box, rows.map(({ found }) => found.id), ROW_HEIGHT, id => go(['cases', id]), { n: onMake })
  return (
    <div class='body' ref={box}>
      <table class='cases' aria-label='Cases' aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {COLUMNS.map(({ name, text, icon, class: more, isDescending }) => (
              <SortHead
                key={name}
                name={name}
                sorting={sorting.value}
                isDescending={isDescending}
                class={more}
                onSort={({ key, isDescending }) => setQuery({ sort: key, order: isDescending ? null : 'asc' })}
              >
                {icon ? <span title={text}><Icon name={icon} /><span class='sr'>{text}</span></span> : text}
              </SortHead>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {rows.slice(first, last).map((row, index) => (
            <Row key={row.found.id} row={row} isSelected={row.found.id === selected} index={first + index} />
          ))}
          <Spacer height={below} />
        </tbody>
      </table>
      <p class='pad t3 wide'>
        {rows.length.toLocaleString('en')} shown. <kbd>J</kbd> <kbd>K</kbd> move, <kbd>Enter</kbd> opens,
        {' '}<kbd>/</kbd> searches, <kbd>N</kbd> creates a case.
      </p>
    </div>
  )
}
