import { SameFromShell, shellUrl } from '../../components/layout.js'
import { place } from '../../state/address.js'
import { isPhone } from '../../state/screen.js'
import { recordAt, systems } from '../../state/systems.js'
import { IncidentPage } from './incident-page.js'
import { NoSystem, NothingChosen } from './no-system.js'
import { RefusedPage } from './refused-page.js'
import { SystemList } from './system-list.js'

function Chosen () {
  const [, connectorId, name] = place.value.parts
  if (connectorId === undefined || name === undefined) return <NothingChosen />
  const system = systems.value.find(({ id }) => id === connectorId)
  const incident = system && recordAt(system, name)
  if (incident) return <IncidentPage key={incident.id} incident={incident} />
  const refused = system?.refused.toReversed()[Number(/^refused-(\d+)$/.exec(name)?.[1]) - 1]
  return refused ? <RefusedPage push={refused} /> : <NothingChosen name={name} />
}

/** The records that pushes created, as their external systems would show them, with every call. */
export function SystemsView () {
  const [, connectorId, name] = place.value.parts
  const isChosen = name !== undefined
  const query = connectorId === undefined ? '' : `?connectorId=${encodeURIComponent(connectorId)}`
  if (systems.value.length === 0) return <NoSystem />
  return (
    <>
      <h1 class='sr'>External systems</h1>
      <div class='split with-systems'>
        {!(isPhone.value && isChosen) && <SystemList />}
        {!(isPhone.value && !isChosen) && <Chosen />}
      </div>
      <SameFromShell command={`curl ${shellUrl(`/_mock/incidents${query}`)}`} />
    </>
  )
}
