import { type RunningServer } from '../../src/index.js'
import { call, createCase } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'

export const NOW = '2025-06-01T10:00:00.000Z'

/** Creates a case, changes it, changes it with a stale version, and requests it in an unknown space. */
export async function traffic (kibana: RunningServer) {
  const { id, version } = await createCase(kibana, { title: 'first' })
  await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] }, {
    authorization: basic('ann', 'secret'),
  })
  await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: 'late' }] })
  await call(kibana, 'GET', `/s/lab/api/cases/${id}?a=1&b=2&b=3`)
  return id
}

export const ids = (requests: readonly { id: number }[]) => requests.map(({ id }) => id)
