import { Button } from '../../components/button.js'
import { Card, Segmented } from '../../components/layout.js'
import { dayOf, NEAR_MS, span, timeOfDay } from '../../domain/time.js'
import { switchFrozen, turnClock, TURNS } from '../../state/clock.js'
import { clock } from '../../state/server.js'
import { now } from '../../state/ticking.js'
import { DueTable } from './due-table.js'
import { SetClock } from './set-clock.js'

function fromRealTime (milliseconds: number): string {
  if (Math.abs(milliseconds) < NEAR_MS) return 'real time'
  const seconds = Math.round(milliseconds / 1000) * 1000
  return `${span(seconds)} ${seconds > 0 ? 'ahead of' : 'behind'} real time`
}

/** The server's clock: read it, freeze it, turn it and set it. */
export function ClockCard () {
  const { frozen, pace } = clock.value
  return (
    <Card
      icon='clock'
      title='Clock'
      actions={(
        <Segmented
          label='State of the clock'
          value={frozen ? 'frozen' : 'running'}
          options={[{ value: 'running', text: 'Running' }, { value: 'frozen', text: 'Frozen' }]}
          onChoose={value => value !== (frozen ? 'frozen' : 'running') && switchFrozen()}
        />
      )}
    >
      <div class='pad stack clock'>
        <div class='row wrap face'>
          <div>
            <p class='t3'>{dayOf(now.value)}, UTC</p>
            <p class='big'>{timeOfDay(now.value)}</p>
          </div>
          <p class='t2'>
            {fromRealTime(now.value - Date.now())}
            <br />
            {pace === 1 ? 'runs at real pace' : `runs ${pace} times as fast`}
            {frozen && ', when it runs'}
          </p>
        </div>
        <div class='row wrap chips' role='group' aria-label='Turn the clock'>
          {TURNS.map(([words, by]) => <Button key={by} onClick={() => turnClock(by, words)}>+ {words}</Button>)}
        </div>
        <SetClock />
      </div>
      <DueTable />
    </Card>
  )
}
