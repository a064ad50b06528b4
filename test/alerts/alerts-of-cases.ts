import { testServer } from '../helpers/app.js'
import { attach } from '../helpers/attachments.js'
import { call, createCase } from '../helpers/cases.js'
import type { RunningServer } from '../../src/index.js'

export const ALIAS = '.alerts-security.alerts-default'
export const alertsNamed = (...ids: string[]) => ({
  type: 'alert', alertId: ids, index: ids.map(() => ALIAS), rule: { id: null, name: null }, owner: 'cases',
})
export const source = (kibana: RunningServer, id: string) => kibana.alerts.list().find(alert => alert.id === id)!.source
export const field = (kibana: RunningServer, name: string) =>
  Object.fromEntries(kibana.alerts.list().map(({ id, source }) => [id, source[`kibana.alert.${name}`]]))
export const patch = async (kibana: RunningServer, id: string, changes: object) => {
  const { body: { version } } = await call(kibana, 'GET', `/api/cases/${id}`)
  return call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, ...changes }] })
}
export const actionsOf = async (kibana: RunningServer, id: string): Promise<string[]> =>
  (await call(
    kibana, 'GET', `/api/cases/${id}/user_actions/_find?sortOrder=asc`,
  )).body.userActions.map(({ type }: { type: string }) => type)

export async function withAlerts (
  t: Parameters<typeof testServer>[0], options: Parameters<typeof testServer>[1] = {}, fields: object = {},
) {
  const kibana = await testServer(t, options)
  for (const id of ['a', 'b', 'other']) kibana.alerts.add({ id })
  const found = await createCase(kibana, fields)
  const { id, comments: [comment] } = await attach(kibana, found.id, alertsNamed('a', 'b', 'nowhere'))
  return { kibana, id: id as string, commentId: comment.id as string }
}
