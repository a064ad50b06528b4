import type { RunningServer } from '../../../src/index.js'
import { call, newCase, updateCase } from '../../helpers/cases.js'
import { basic } from '../../helpers/security.js'

export const find = (kibana: RunningServer, query = '') => call(kibana, 'GET', `/api/cases/_find${query && `?${query}`}`)

/** Finds cases by these parameters. */
export const search = (kibana: RunningServer, query: Record<string, string>) => find(kibana, `${new URLSearchParams(query)}`)

/** Returns the titles that a query finds, in the order of the response. */
export async function titles (kibana: RunningServer, query: string): Promise<string[]> {
  const { status, body } = await find(kibana, query)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.cases.map(({ title }: { title: string }) => title)
}

/** Creates four cases, an hour apart, that differ in everything that can be filtered by. */
export async function fourCases (kibana: RunningServer) {
  const create = async (username: string, fields: object, status?: string) => {
    const { body } = await call(kibana, 'POST', '/api/cases', { ...newCase, ...fields }, {
      authorization: basic(username),
    })
    if (status) await updateCase(kibana, body, { status })
    kibana.clock.advance(3_600_000)
  }
  await create('ann', { title: 'b', tags: ['one', 'two'], severity: 'high', category: 'Net', assignees: [{ uid: 'u1' }], owner: 'cases' })
  await create('bob', {
    title: 'A', tags: ['two'], severity: 'low', category: 'mail', assignees: [{ uid: 'u1' }, { uid: 'u2' }], owner: 'observability',
  }, 'closed')
  await create('ann', { title: 'a', tags: ['Two'], severity: 'critical', owner: 'securitySolution' }, 'in-progress')
  await create('cid', { title: 'B', tags: [], severity: 'medium', category: 'mail', owner: 'cases' }, 'closed')
}
