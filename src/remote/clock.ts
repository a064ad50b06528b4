import { parseDuration } from '../input/duration.js'
import { checkPace } from '../kibana/clock.js'
import { parseTime } from '../kibana/parse-time.js'
import type { ControlClient } from './control-client.js'
import type { ConnectedInstance } from './remote.js'

interface Shown { readonly now: string, readonly frozen: boolean, readonly pace: number }
interface Change { now?: string, frozen?: boolean, pace?: number }

const toIso = (time: string | number | Date) => new Date(parseTime(time)).toISOString()

export function remoteClock (client: ControlClient): ConnectedInstance['clock'] {
  const read = () => client.call<Shown>('GET', '/clock')
  const change = async (body: Change) => { await client.call('PUT', '/clock', { body }) }
  return {
    now: async () => new Date((await read()).now),
    iso: async () => (await read()).now,
    milliseconds: async () => Date.parse((await read()).now),
    get frozen () { return read().then(({ frozen }) => frozen) },
    get pace () { return read().then(({ pace }) => pace) },
    set: async time => change({ now: toIso(time) }),
    async advance (duration) {
      parseDuration(duration)
      await client.call('POST', '/clock/advance', { body: { by: duration }, names: { by: 'duration' } })
    },
    freeze: async time => change({ frozen: true, ...(time !== undefined && { now: toIso(time) }) }),
    resume: () => change({ frozen: false }),
    async setPace (pace) {
      checkPace(pace)
      await change({ pace })
    },
  }
}
