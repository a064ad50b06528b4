import { useSignal, useSignalEffect } from '@preact/signals'
import { mock } from '../../api.js'
import { Button } from '../../components/button.js'
import { longTime, span } from '../../domain/time.js'
import { changeClock } from '../../state/clock.js'
import { clock } from '../../state/server.js'
import { now } from '../../state/ticking.js'
import type { DueItem } from '../../types.js'

/** An event that is due, in words. */
function wordsOf ({ type, cases, username, name }: DueItem): string {
  if (type === 'incremental_ids') return cases === 1 ? '1 case gets its incremental id' : `${cases} cases get their incremental ids`
  if (type === 'session') return `The session of ${username} ends`
  return type === 'access_token' ? `An access token of ${username} expires` : `The API key ${name} of ${username} expires`
}

/** The events that are due, each with a button that turns the clock to its time. */
export function DueTable () {
  const due = useSignal<readonly DueItem[]>([])
  useSignalEffect(() => {
    // Loads again whenever the clock does, which is polled while the page is visible
    clock.value && mock.due().then(list => { due.value = list }, () => {})
  })
  if (due.value.length === 0) {
    return <p class='pad t3 due'>Nothing is due: no case is waiting for its number, and no session, token or API key will expire.</p>
  }
  return (
    <table class='plainrows due'>
      <caption class='sr'>What is due</caption>
      <thead>
        <tr><th scope='col'>Due</th><th scope='col' class='num'>In</th><th scope='col'><span class='sr'>Actions</span></th></tr>
      </thead>
      <tbody>
        {due.value.map((item, index) => (
          <tr key={index}>
            <td class='breaks'>{wordsOf(item)}</td>
            <td class='num t2' title={longTime(item.at)}>{span(Math.max(1000, Date.parse(item.at) - now.value))}</td>
            <td class='num'>
              <Button kind='plain' onClick={() => changeClock({ now: item.at }, `The clock is set to ${item.at}`)}>Turn there</Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
