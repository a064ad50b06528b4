import { Choice } from '../../components/choice.js'
import { Finder } from '../../components/finder.js'
import { Segmented } from '../../components/layout.js'
import { capital, OWNER_WORDS, STATUS_WORDS, STATUSES } from '../../domain/words.js'
import { setQuery } from '../../state/address.js'
import { choicesOf, countsByStatus, FILTERS, filterValue, type FilterName } from './select-cases.js'

const textOf = (name: FilterName, value: string) =>
  name === 'severity' ? capital(value) : name === 'owner' ? (OWNER_WORDS[value] ?? value) : value

function FilterChoice ({ name }: { name: FilterName }) {
  return (
    <Choice
      label={capital(name)}
      value={filterValue(name)}
      options={choicesOf(name).map(value => ({ value, text: textOf(name, value) }))}
      onChoose={value => setQuery({ [name]: value })}
    />
  )
}

/** The search and the filters of the cases, kept in the address. */
export function CaseFilters () {
  const counts = countsByStatus.value
  const statuses = ['all', ...STATUSES]
  return (
    <div class='head wrap filters'>
      <Finder
        label='Search cases'
        placeholder='Title, text, id, incident'
        value={filterValue('q') ?? ''}
        onFind={text => setQuery({ q: text })}
      />
      <Segmented
        label='Status'
        value={filterValue('status') ?? 'all'}
        options={statuses.map(value => ({ value, text: STATUS_WORDS[value] ?? 'All', count: counts[value] ?? 0 }))}
        onChoose={value => setQuery({ status: value === 'all' ? null : value })}
      />
      <span class='row wrap choices'>{FILTERS.map(name => <FilterChoice key={name} name={name} />)}</span>
    </div>
  )
}
