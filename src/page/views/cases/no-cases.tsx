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
  "title": "Malware on FIN-LT-0231", "description": "Created from a shell.", "tags": [], "owner": "cases",
  "connector": { "id": "none", "name": "none", "type": ".none", "fields": null },
  "settings": { "syncAlerts": false }
}'`

/** Shown while the server has no cases: ways to create one. */
export function NoCases ({ onMake }: { onMake: () => void }) {
  useKeys({ n: onMake })
  return (
    <div class='body'>
      <Empty icon='cases' title='No cases on this server'>
        <p>Create one from your code, with this command or with the form:</p>
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

/** Shown when the filters hide every case: names them. */
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
