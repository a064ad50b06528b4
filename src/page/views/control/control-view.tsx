import { SameFromShell, shellUrl } from '../../components/layout.js'
import { ClockCard } from '../clock/clock-card.js'
import { ResetButton } from '../state/reset-button.js'
import { SandboxesCard } from '../state/sandboxes-card.js'
import { SpacesCard } from '../state/spaces-card.js'
import { StateCard } from '../state/state-card.js'
import { UsersCard } from '../state/users-card.js'

/** The clock and the state of the server. */
export function ControlView () {
  return (
    <>
      <div class='head'><h1>Clock and state</h1><span class='grow' /><ResetButton /></div>
      <div class='body pad control' tabIndex={0} role='region' aria-label='Clock and state'>
        <ClockCard />
        <StateCard />
        <SandboxesCard />
        <UsersCard />
        <SpacesCard />
      </div>
      <SameFromShell command={`curl -X POST ${shellUrl('/_mock/clock/advance')} -H 'content-type: application/json' -d '{ "by": "2h" }'`} />
    </>
  )
}
