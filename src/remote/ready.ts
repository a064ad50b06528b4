import { setTimeout } from 'node:timers/promises'
import type { Health } from '../control/health.js'
import { TimeoutError } from '../control/journal/timeout-error.js'
import { WaitTimeSchema, type WaitTime } from '../control/journal/wait-options.js'
import { checkInput } from '../input/check-input.js'
import { toMilliseconds } from '../input/duration.js'
import type { ControlClient } from './control-client.js'

/** Pause between attempts, in milliseconds. */
const PAUSE_MS = 50

/** Waits until the server answers. */
export async function untilReady (client: ControlClient, options: WaitTime = {}): Promise<Health> {
  const { timeout = '30s' } = checkInput(WaitTimeSchema, options, 'options')
  const limit = toMilliseconds(timeout)
  const signal = AbortSignal.timeout(limit)
  let reason = 'it does not answer'
  for (;;) {
    try {
      return await client.call<Health>('GET', '/health', { signal })
    } catch (error) {
      client.ensureOpen()
      if (signal.aborted) throw new TimeoutError(`waited ${limit} ms for ${client.url}: ${reason}`, { cause: error })
      reason = (error as Error).message
    }
    await setTimeout(PAUSE_MS)
  }
}
