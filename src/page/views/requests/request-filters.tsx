import { Choice } from '../../components/choice.js'
import { Finder } from '../../components/finder.js'
import { Segmented } from '../../components/layout.js'
import { setQuery } from '../../state/address.js'
import { choices, counts, filterValue } from './select-requests.js'

const OUTCOMES = [
  { value: 'all', text: 'All' },
  { value: 'done', text: 'Done' },
  { value: 'refused', text: 'Refused' },
  { value: 'failed', text: 'Failed' },
] as const

/** The search and the filters of the requests, kept in the address. */
export function RequestFilters () {
  return (
    <>
      <Finder
        label='Filter requests'
        placeholder='Path, body, user, id'
        value={filterValue('q') ?? ''}
        onFind={text => setQuery({ q: text })}
      />
      <Segmented
        label='Outcome'
        value={OUTCOMES.find(({ value }) => value === filterValue('outcome'))?.value ?? 'all'}
        options={OUTCOMES.map(option => ({ ...option, count: counts.value[option.value] }))}
        onChoose={value => setQuery({ outcome: value === 'all' ? null : value })}
      />
      <span class='wide row choices'>
        <Choice label='Method' value={filterValue('method')} options={choices.value.method} onChoose={method => setQuery({ method })} />
        <Choice label='Route' value={filterValue('route')} options={choices.value.route} onChoose={route => setQuery({ route })} />
        <Choice label='User' value={filterValue('user')} options={choices.value.user} onChoose={user => setQuery({ user })} />
      </span>
    </>
  )
}
