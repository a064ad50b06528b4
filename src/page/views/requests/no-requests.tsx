import { Button, CopyButton } from '../../components/button.js'
import { Empty, shellUrl } from '../../components/layout.js'
import { count } from '../../domain/words.js'
import { setQuery } from '../../state/address.js'
import { requests } from '../../state/journal.js'
import { FILTERS, filterValue } from './select-requests.js'

/** Before the first request: how to send one. */
export function NoRequests () {
  const command = `curl ${shellUrl('/api/status')}`
  return (
    <Empty icon='requests' title='No requests yet. Send one:'>
      <pre class='code'>{command}</pre>
      <CopyButton text={command}>Copy</CopyButton>
      <p class='t3'>With the option <code>{'requestLog: { size: 0 }'}</code> the server keeps none.</p>
    </Empty>
  )
}

const NAMES = { q: 'the search', outcome: 'Outcome', method: 'Method', route: 'Route', user: 'User' } as const

/** Shown when the filters hide everything, with buttons to remove them. */
export function AllHidden () {
  const active = FILTERS.filter(name => filterValue(name) !== null)
  const words = active.map(name => `${NAMES[name]}: ${filterValue(name)}`).join(', ')
  const { length } = requests.value
  return (
    <Empty icon='filter' title={`${count(length, 'request')} ${length === 1 ? 'is' : 'are'} hidden by ${words}`}>
      <Button onClick={() => setQuery(Object.fromEntries(FILTERS.map(name => [name, null])))}>Clear the filter</Button>
    </Empty>
  )
}
