import { once } from 'node:events'
import type { Test } from 'tap'

/** The next exception that nothing catches, which would end the process. */
export async function uncaught (t: Test): Promise<unknown> {
  t.teardown(() => process.removeAllListeners('uncaughtException'))
  const [error] = await once(process, 'uncaughtException')
  return error
}
