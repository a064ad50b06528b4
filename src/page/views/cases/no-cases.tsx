import { Button, CopyButton } from '../../components/button.js'
import { Empty, shellUrl } from '../../components/layout.js'
import { capital, count } from '../../domain/words.js'
import { useKeys } from '../../components/use-keys.js'
import { setQuery } from '../../state/address.js'
import { LoadDemo } from '../state/load-demo.js'
import { FILTERS, filterValue, total } from './select-cases.js'

const command = () => `curl -X POST ${shellUrl('/api/cases')} \\
  -H 'kbn-xsrf: true' \\
  -H 'content-type: application/json' \\
  -d '{
  "title": "Malware on FIN-LT-0231", "description": "Found by a shell.", "tags": [], "owner": "cases",
  "connector": { "id": "none", "name": "none", "type": ".none", "fields": null },
  "settings": { "syncAlerts": false }
}'`

/** A server without cases: the command that makes one. */
export function NoCases ({ onMake }: { onMake: () => void }) {
  useKeys({ n: onMake })
  return (
    <div class='body'>
      <Empty icon='cases' title='No cases on this server'>
        <p>Your code, this command or the form makes one:</p>
        <pre class='code wrapped' tabIndex={0} role='region' aria-label='Command'>{command()}</pre>
        <div class='row'>
          <CopyButton text={command()}>Copy</CopyButton>
          <Button icon='plus' onClick={onMake}>New case</Button>
          <LoadDemo />
        </div>
      </Empty>
    </div>
  )
}

const ALL_FILTERS = ['q', 'status', ...FILTERS]
const NAMES: Readonly<Record<string, string>> = { q: 'Search', status: 'Status' }

/** Filters that hide every case, by name. */
export function NothingFound () {
  const holding = ALL_FILTERS.flatMap(name => {
    const value = filterValue(name)
    return value === null ? [] : [`${NAMES[name] ?? capital(name)}: ${value}`]
  })
  const clear = () => setQuery(Object.fromEntries(ALL_FILTERS.map(name => [name, null])))
  return (
    <div class='body'>
      <Empty icon='filter' title={`${count(total.value, 'case')} ${total.value === 1 ? 'is' : 'are'} hidden by ${holding.join(', ')}`}>
        <Button onClick={clear}>Clear the filter</Button>
      </Empty>
    </div>
  )
}
