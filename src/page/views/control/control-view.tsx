import { SameFromShell, shellUrl } from '../../components/layout.js'
import { ClockCard } from '../clock/clock-card.js'

/** The clock and the state of the server. */
export function ControlView () {
  return (
    <>
      <div class='head'><h1>Clock and state</h1></div>
      <div class='body pad control' tabIndex={0} role='region' aria-label='Clock and state'>
        <ClockCard />
      </div>
      <SameFromShell command={`curl -X POST ${shellUrl('/_mock/clock/advance')} -H 'content-type: application/json' -d '{ "by": "2h" }'`} />
    </>
  )
}
