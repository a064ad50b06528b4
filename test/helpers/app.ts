import './every-answer.js'
import type { Test } from 'tap'
import { startServer, type RunningServer, type ServerOptions } from '../../src/index.js'

/** Starts a server for one test and closes it afterwards, by default with a frozen clock and seeded ids. */
export async function testServer (t: Test, options: ServerOptions = {}): Promise<RunningServer> {
  const kibana = await startServer({
    kibanaVersion: '9.1.0', clock: { now: '2025-06-01T10:00:00.000Z', frozen: true }, random: 1, ...options,
  })
  t.teardown(() => kibana.close())
  return kibana
}
