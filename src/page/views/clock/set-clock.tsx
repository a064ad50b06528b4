import { useState } from 'preact/hooks'
import { Button } from '../../components/button.js'
import { Field } from '../../components/layout.js'
import { changeClock } from '../../state/clock.js'
import { clock } from '../../state/server.js'
import { now } from '../../state/ticking.js'

const time = (milliseconds: number) => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`

/** Sets the time and the pace of the clock. An empty field leaves its setting unchanged. */
export function SetClock () {
  const [to, setTo] = useState('')
  const [pace, setPace] = useState('')
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    const change = { ...(to !== '' && { now: to }), ...(pace !== '' && { pace: Number(pace) }) }
    const said = [to !== '' && `set to ${to}`, pace !== '' && `${pace} times as fast`].filter(Boolean).join(' and ')
    await changeClock(change, `The clock is ${said}`)
  }
  return (
    <form class='set-clock' aria-label='Set the clock' onSubmit={onSubmit}>
      <Field label='Set to' name='clock-to'>
        <input
          id='clock-to'
          class='mono'
          value={to}
          placeholder={time(now.value)}
          spellcheck={false}
          onFocus={() => to === '' && setTo(time(now.peek()))}
          onInput={event => setTo(event.currentTarget.value)}
        />
      </Field>
      <Field label='Pace' name='clock-pace'>
        <input
          id='clock-pace'
          type='number'
          min='0'
          step='any'
          value={pace}
          placeholder={String(clock.value.pace)}
          onInput={event => setPace(event.currentTarget.value)}
        />
      </Field>
      <Button type='submit' disabled={to === '' && pace === ''}>Set</Button>
    </form>
  )
}
