import { mock } from '../api.js'
import { Icon } from '../components/icon.js'
import { Popup } from '../components/popup.js'
import { longTime, offset, timeOfDay } from '../domain/time.js'
import { clock, setClockState } from '../state/server.js'
import { now } from '../state/ticking.js'
import { attempt } from '../state/toast.js'

/** How far the clock can be turned at once: words, and the length. */
export const TURNS = [
  ['1 min', '1m'],
  ['15 min', '15m'],
  ['1 h', '1h'],
  ['1 day', '1d'],
  ['7 days', '7d'],
  ['30 days', '30d'],
] as const

export const turnClock = (by: string, words: string) =>
  attempt(async () => setClockState(await mock.advanceClock(by)), `The clock was turned by ${words}`)

export async function switchFrozen (): Promise<void> {
  const { frozen } = clock.value
  await attempt(async () => setClockState(await mock.setClock({ frozen: !frozen })), frozen ? 'The clock runs' : 'The clock is frozen')
}

export function ClockChip () {
  const { frozen, pace } = clock.value
  const distance = offset(now.value - Date.now())
  const state = frozen ? 'frozen' : pace === 1 ? 'running' : `running ${pace} times as fast`
  return (
    <Popup
      label={`Server clock: ${longTime(new Date(now.value).toISOString())}, ${state}${distance ? `, ${distance} from real time` : ''}`}
      hasText
      class={`chip ${frozen ? 'frozen' : ''}`}
      side='right'
      button={
        <>
          <Icon name={frozen ? 'pause' : 'play'} small />
          <span class='sr'>Server clock </span>
          <time>{timeOfDay(now.value)}</time>
          {frozen
            ? (
              <span class='off'>frozen</span>
              )
            : pace !== 1
              ? (
                <span class='off'>{pace} ×</span>
                )
              : (
                  distance && <span class='off'>{distance}</span>
                )}
        </>
      }
    >
      {close => (
        <>
          <span class='cap'>{longTime(new Date(now.value).toISOString())} UTC</span>
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
