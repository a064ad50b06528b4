import { Icon } from '../components/icon.js'
import { Popup } from '../components/popup.js'
import { longTime, offset, timeOfDay } from '../domain/time.js'
import { switchFrozen, turnClock, TURNS } from '../state/clock.js'
import { clock } from '../state/server.js'
import { now } from '../state/ticking.js'

export function ClockChip () {
  const { frozen, pace } = clock.value
  const distance = offset(now.value - Date.now())
  const time = longTime(now.value)
  const state = frozen ? 'frozen' : pace === 1 ? 'running' : `running ${pace} times as fast`
  const off = frozen ? 'frozen' : pace === 1 ? distance : `${pace} ×`
  return (
    <Popup
      label={`Server clock: ${time}, ${state}${distance ? `, ${distance} from real time` : ''}`}
      hasText
      class={`chip ${frozen ? 'frozen' : ''}`}
      side='right'
      button={
        <>
          <Icon name={frozen ? 'pause' : 'play'} small />
          <span class='sr'>Server clock </span>
          <time>{timeOfDay(now.value)}</time>
          {off && <span class='off'>{off}</span>}
        </>
      }
    >
      {close => (
        <>
          <span class='cap'>{time} UTC</span>
          {TURNS.map(([words, by]) => (
            <button
              key={by}
              type='button'
              role='menuitem'
              onClick={() => {
                turnClock(by, words)
                close()
              }}
            >
              <Icon name='plus' />
              {words}
            </button>
          ))}
          <hr />
          <button
            type='button'
            role='menuitem'
            onClick={() => {
              switchFrozen()
              close()
            }}
          >
            <Icon name={frozen ? 'play' : 'pause'} />
            {frozen ? 'Let it run' : 'Freeze'}
          </button>
          <a role='menuitem' href='#/control' onClick={close}>
            <Icon name='clock' />
            Set …
          </a>
        </>
      )}
    </Popup>
  )
}
