import t, { type Test } from 'tap'
import type { RunningServer, ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, jiraConnector } from '../helpers/cases.js'
import { CONNECTORS } from '../helpers/push.js'
import { basic, roleOf } from '../helpers/security.js'
import { ALIAS, patch, source } from './alerts-of-cases.js'

const NOW = '2025-06-01T10:00:00.000Z'
const OWNER = 'securitySolution'
const ELASTIC = { authorization: basic('elastic') }

type Options = Pick<ServerOptions, 'security' | 'seed'>

/** A case with the alert `a`, in any version. */
async function withAttached (t: Test, kibanaVersion: string, options: Options = {}) {
  const kibana = await testServer(t, { kibanaVersion, ...options })
  kibana.alerts.add({ id: 'a' })
  const { id } = await createCase(kibana, { owner: OWNER })
  const { body } = await attach(kibana, id, 'a')
  return { kibana, id: id as string, commentId: body.comments[0].id as string }
}

const attach = (kibana: RunningServer, caseId: string, id: string, headers = {}) => call(kibana, 'POST', `/api/cases/${caseId}/comments`, {
  type: 'alert', alertId: id, index: ALIAS, rule: { id: null, name: null }, owner: OWNER,
}, headers)
const fieldOf = (kibana: RunningServer, name: string) => source(kibana, 'a')[`kibana.alert.${name}`]

/** Observes the behavior of one version, to compare those before and after a change. */
type See = (t: Test, version: string) => Promise<unknown>
type Row = readonly [what: string, below: string, from: string, see: See, old: unknown, now: unknown]

const caseIds = (deletion?: (id: string, commentId: string) => string) => async (t: Test, version: string) => {
  const { kibana, id, commentId } = await withAttached(t, version)
  if (deletion) await call(kibana, 'DELETE', deletion(id, commentId))
  const listed = fieldOf(kibana, 'case_ids') as string[] | undefined
  return listed?.map(each => each === id ? 'the case' : each)
}

/** The fields of triage after the case was closed, and after its alerts were synchronized again. */
const synchronized = async (t: Test, version: string) => {
  const { kibana, id } = await withAttached(t, version)
  await patch(kibana, id, { status: 'closed' })
  const first = fieldOf(kibana, 'workflow_status_updated_at')
  kibana.clock.advance('1h')
  await patch(kibana, id, { settings: { syncAlerts: false } })
  await patch(kibana, id, { settings: { syncAlerts: true } })
  return [fieldOf(kibana, 'workflow_status'), first, fieldOf(kibana, 'workflow_status_updated_at')]
}
const LATER = '2025-06-01T11:00:00.000Z'

const triaged = async (t: Test, version: string) => {
  const { kibana } = await withAttached(t, version)
  await call(kibana, 'POST', '/api/detection_engine/signals/status', { signal_ids: ['a'], status: 'closed' })
  return ['workflow_status', 'workflow_user', 'workflow_status_updated_at'].map(name => fieldOf(kibana, name))
}

const pushed = async (t: Test, version: string) => {
  const { kibana, id } = await withAttached(t, version, { seed: { connectors: [{ id: 'jira', ...CONNECTORS.jira! }] } })
  await call(kibana, 'POST', '/api/cases/configure', {
    connector: { id: 'none', name: 'none', type: '.none', fields: null }, closure_type: 'close-by-pushing', owner: OWNER,
  })
  await patch(kibana, id, { connector: jiraConnector })
  const { body } = await call(kibana, 'POST', `/api/cases/${id}/connector/jira/_push`, {})
  return [body.status, fieldOf(kibana, 'workflow_status')]
}

/** The refusal for attaching an alert as a user who may not read it, else 200. */
const unreadable = async (t: Test, version: string) => {
  const users = { elastic: { password: 'elastic', roles: ['superuser'] }, ann: { password: 'ann', roles: ['cases'] } }
  const kibana = await testServer(t, {
    kibanaVersion: version, security: { users, roles: { cases: roleOf({ securitySolutionCases: ['all'] }, ['*']) } },
  })
  kibana.alerts.add({ id: 'a' })
  kibana.seed({ cases: [{ id: 'x', title: 'x', owner: OWNER }] })
  const { status, body } = await attach(kibana, 'x', 'a', { authorization: basic('ann') })
  t.equal((await call(kibana, 'GET', '/api/cases/x', undefined, ELASTIC)).body.totalAlerts, 1, 'it is attached nevertheless')
  return status === 200 ? 200 : body
}

/** The status of attaching an alert of ten cases, this one among them, to the same case again. */
const attachedAgain = async (t: Test, version: string) => {
  const kibana = await testServer(t, { kibanaVersion: version, seed: { cases: [{ id: 'x', title: 'x', owner: OWNER }] } })
  kibana.alerts.add({ id: 'a', source: { 'kibana.alert.case_ids': [...'123456789', 'x'] } })
  return (await attach(kibana, 'x', 'a')).status
}

// Source: Kibana's PR 127494 (8.2), 147985 (8.7), 154024 (8.8), 162605 and 166032 (8.11), 171589 (8.12), 204282 (8.18), 254603 (9.4);
// cases/server/services/alerts/index.ts at commits 005d1694, 59e79961 and 05d96e53
const ROWS: readonly Row[] = [
  ['the cases of an alert', '8.6.2', '8.7.0', caseIds(), undefined, ['the case']],
  ['the cases of an alert, its attachment deleted', '8.7.1', '8.8.0', caseIds((id, comment) => `/api/cases/${id}/comments/${comment}`),
    ['the case'], []],
  ['the cases of an alert, all attachments deleted', '8.7.1', '8.8.0', caseIds(id => `/api/cases/${id}/comments`), ['the case'], []],
  ['the cases of an alert, the case deleted', '8.7.1', '8.8.0', caseIds(id => `/api/cases?ids=["${id}"]`), ['the case'], []],
  ['an alert in ten cases', '8.6.2', '8.7.0', attachedAgain, 200, 400],
  ['an unreadable alert', '8.6.2', '8.7.0', unreadable,
    200, errorBody(403, 'Unauthorized to get a "siem.queryRule" alert for "siem"')],
  ['an unreadable alert', '8.10.4', '8.11.0', unreadable,
    errorBody(403, 'Unauthorized to get a "siem.queryRule" alert for "siem"'),
    errorBody(403, 'Unauthorized by "siem" to get "siem.queryRule" alert')],
  ['synchronized fields', '8.17.9', '8.18.0', synchronized, ['closed', undefined, undefined], ['closed', NOW, LATER]],
  ['synchronized fields', '8.17.9', '9.1.0', synchronized, ['closed', undefined, undefined], ['closed', NOW, LATER]],
  ['synchronized fields', '9.3.9', '9.4.0', synchronized, ['closed', NOW, LATER], ['closed', NOW, NOW]],
  ['fields of triage', '8.11.4', '8.12.0', triaged, ['closed', undefined, undefined], ['closed', null, NOW]],
  ['alerts of a case that a push closes', '8.1.3', '8.2.0', pushed, ['closed', 'open'], ['closed', 'closed']],
]

t.test('changes to alerts by Cases and by triage, by version', async t => {
  for (const [what, below, from, see, old, now] of ROWS) {
    t.test(`${what} (${below} | ${from})`, async t => {
      t.strictSame(await see(t, below), old, below)
      t.strictSame(await see(t, from), now, from)
    })
  }
})
