import { Button, CopyButton } from '../../components/button.js'
import { Empty, SameFromShell, shellUrl } from '../../components/layout.js'
import { go } from '../../state/address.js'
import { isPhone } from '../../state/screen.js'
import { hrefOfRecord, systems } from '../../state/systems.js'
import { PlannedFailures } from './planned-failures.js'

const command = () =>
  [
    `curl -X POST ${shellUrl('/api/cases/CASE_ID/connector/CONNECTOR_ID/_push')}`,
    "-H 'kbn-xsrf: true'", "-H 'content-type: application/json'", "-d '{}'",
  ].join(' \\\n  ')

/** Shown while the server has no connector. */
export function NoSystem () {
  return (
    <>
      <div class='head'><h1>External systems</h1></div>
      <div class='body'>
        <Empty icon='systems' title='Nothing has been pushed yet'>
          <p>Set a connector on a case and push it: the record in its external system appears here.</p>
          <pre class='code wrapped' tabIndex={0} role='region' aria-label='Command'>{command()}</pre>
          <CopyButton text={command()}>Copy</CopyButton>
        </Empty>
        <div class='list'><PlannedFailures /></div>
      </div>
      <SameFromShell command={`curl ${shellUrl('/_mock/incidents')}`} />
    </>
  )
}

/** Shown while no record, or an unknown one, is selected. */
export function NothingChosen ({ name }: { name?: string }) {
  const first = systems.value.find(({ incidents }) => incidents.length > 0)
  return (
    <div class='both'>
      <Empty icon='systems' title={name === undefined ? 'Choose a record to see it as its system would show it' : `${name} is not here`}>
        {name !== undefined && <p>It was removed, or it is in another sandbox.</p>}
        {isPhone.value && <Button onClick={() => go(['systems'])}>All records</Button>}
        {!isPhone.value && first && (
          <a class='btn' href={hrefOfRecord(first.incidents[0]!)}>Newest record in {first.name}</a>
        )}
      </Empty>
    </div>
  )
}
