import { mock } from '../api.js'
import type { ClockState } from '../types.js'
import { clock, setClockState } from './server.js'
import { attempt } from './toast.js'

/** The steps by which the clock can be moved: label and length. */
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

/** Changes the given clock settings and shows the result. */
export const changeClock = (change: Partial<ClockState>, words: string) =>
  attempt(async () => setClockState(await mock.setClock(change)), words)

export async function switchFrozen (): Promise<void> {
  const { frozen } = clock.value
  await changeClock({ frozen: !frozen }, frozen ? 'The clock is running' : 'The clock is frozen')
}
