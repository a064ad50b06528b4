import t from 'tap'
import type { RunningServer, ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { attach } from '../helpers/attachments.js'
import { call, createCase, getCase, updateCase } from '../helpers/cases.js'
import { send } from '../helpers/configure.js'
import { as } from '../helpers/security.js'

const ALIAS = '.alerts-security.alerts-default'
const SOURCE = {
  source: { ip: ['10.0.0.8', '2001:db8::1'] },
  'destination.ip': '10.0.0.8',
  host: { name: 'web-1' },
  'file.hash.sha256': 'abc',
  process: { hash: { md5: 'def' } },
  'file.path': '/tmp/x',
  'dns.question.name': 'example.com',
  'agent.id': 'agent-1',
  'user.email': 'ann@example.com',
  'url.full': 'https://example.com/x',
  'user.name': 'ann',
}
const EXTRACTED = [
  ['observable-type-ipv4', '10.0.0.8'],
  ['observable-type-ipv6', '2001:db8::1'],
  ['observable-type-hostname', 'web-1'],
  ['observable-type-file-hash', 'abc'],
  ['observable-type-file-hash', 'def'],
  ['observable-type-file-path', '/tmp/x'],
  ['observable-type-domain', 'example.com'],
  ['observable-type-agent-id', 'agent-1'],
]
const settings = { syncAlerts: true, extractObservables: true }
const alertsNamed = (ids: string[], index: string | string[] = ids.map(() => ALIAS)) =>
  ({ type: 'alert', alertId: ids, index, rule: { id: null, name: null }, owner: 'cases' })

async function withCase (t: Parameters<typeof testServer>[0], options: ServerOptions = {}, fields: object = { settings }) {
  const kibana = await testServer(t, { kibanaVersion: '9.5.4', ...options })
  kibana.alerts.add({ id: 'a', source: SOURCE })
  return { kibana, id: (await createCase(kibana, fields)).id as string }
}

async function observablesOf (kibana: RunningServer, id: string): Promise<string[][]> {
  const { observables, total_observables: total } = await getCase(kibana, id)
  t.equal(total, observables.length)
  return observables.map(({ typeKey, value }: { typeKey: string, value: string }) => [typeKey, value])
}
const activityOf = async (kibana: RunningServer, id: string) =>
  (await call(kibana, 'GET', `/api/cases/${id}/user_actions/_find?types=observables&sortOrder=asc`)).body.userActions
    .map(({ action, payload }: { action: string, payload: object }) => ({ action, payload }))

t.test('observables in attached documents', async t => {
  t.test('are added after the answer, in the order of the fields, and recorded as one user action', async t => {
    const { kibana, id } = await withCase(t)
    const answer = await attach(kibana, id, alertsNamed(['a']))
    t.strictSame([answer.observables, answer.total_observables], [[], 0])
    t.strictSame(await observablesOf(kibana, id), EXTRACTED)
    t.strictSame(await activityOf(kibana, id), [{ action: 'create', payload: { observables: { count: 8, actionType: 'add' } } }])
    const after = await getCase(kibana, id)
    t.not(after.version, answer.version, 'the case has another version by then')
    t.equal(after.updated_at, answer.updated_at)
    const { id: _, ...rest } = after.observables[0]
    t.strictSame(rest, {
      typeKey: 'observable-type-ipv4',
      value: '10.0.0.8',
      description: 'Auto extracted observable',
      createdAt: '2025-06-01T10:00:00.000Z',
      updatedAt: '2025-06-01T10:00:00.000Z',
    })
  })

  // Source: Kibana, x-pack/platform/plugins/shared/cases/common/observables/get_observables_from_ecs.ts and
  // common/utils/attachments/string_utils.ts (pull request 273455 of 9.5)
  for (const [what, source, expected] of [
    ['emails and URLs', { 'user.email': 'a@example.com', url: { full: 'https://example.com', original: '/', domain: 'example.com' } }, []],
    ['blank texts', { host: { name: [' ', 'web-1', ''] }, 'file.path': '' }, ['web-1']],
    ['values other than texts', { host: { name: 1 }, 'agent.id': true, 'file.path': null, 'dns.question.name': { a: 'b' } }, []],
    ['lists with other values', { host: { name: ['web-1', 1] }, 'agent.id': [['a']] }, []],
    ['objects in lists', { host: [{ name: 'web-1' }] }, []],
    ['a field that appears twice, except in the last place', { 'host.name': 'web-1', host: { name: 'web-2' } }, ['web-2']],
  ] as const) {
    t.test(`are not extracted from ${what}`, async t => {
      const { kibana, id } = await withCase(t)
      kibana.alerts.add({ id: 'b', source })
      await attach(kibana, id, alertsNamed(['b']))
      t.strictSame((await observablesOf(kibana, id)).map(([, value]) => value), expected)
    })
  }

  t.test('are added once; the case does not change if nothing is new', async t => {
    const { kibana, id } = await withCase(t)
    const byHand = { observable: { typeKey: 'observable-type-file-path', value: '/tmp/x', description: null } }
    t.strictSame((await send(kibana, 'POST', `/internal/cases/${id}/observables`, byHand)).body.message, undefined)
    await attach(kibana, id, alertsNamed(['a']))
    t.equal((await observablesOf(kibana, id)).length, 8)
    const { version } = await getCase(kibana, id)
    await attach(kibana, id, alertsNamed(['a']))
    t.equal((await getCase(kibana, id)).version, version)
    t.equal((await activityOf(kibana, id)).length, 2)
  })

  t.test('are also extracted from alerts that the case already has', async t => {
    const { kibana, id } = await withCase(t, {}, { settings: { syncAlerts: true, extractObservables: false } })
    const { version } = await attach(kibana, id, alertsNamed(['a']))
    t.strictSame(await observablesOf(kibana, id), [])
    await updateCase(kibana, { id, version }, { settings })
    await attach(kibana, id, alertsNamed(['a']))
    t.strictSame(await observablesOf(kibana, id), EXTRACTED)
  })

  t.test('are extracted from several documents and attachments in bulk', async t => {
    const { kibana, id } = await withCase(t)
    kibana.alerts.add({ id: 'b', source: { 'host.name': 'web-2' } })
    kibana.alerts.add({ id: 'event', index: 'logs-endpoint', source: { host: { name: 'web-3' } } })
    const { status, body } = await send(kibana, 'POST', `/internal/cases/${id}/attachments/_bulk_create`, [
      alertsNamed(['b', 'unknown']),
      { type: 'event', eventId: ['event', 'other'], index: ['logs-endpoint', 'logs-endpoint'], owner: 'cases' },
      { type: 'user', comment: 'web-4', owner: 'cases' },
    ])
    t.equal(status, 200, body.message)
    t.strictSame(await observablesOf(kibana, id), [['observable-type-hostname', 'web-2'], ['observable-type-hostname', 'web-3']])
    t.strictSame(await activityOf(kibana, id), [{ action: 'create', payload: { observables: { count: 2, actionType: 'add' } } }])
  })

  t.test('stop at 50', async t => {
    const { kibana, id } = await withCase(t)
    kibana.alerts.add({ id: 'many', source: { 'host.name': Array.from({ length: 60 }, (_, number) => `web-${number}`) } })
    await attach(kibana, id, alertsNamed(['many']))
    t.equal((await observablesOf(kibana, id)).length, 50)
    await attach(kibana, id, alertsNamed(['a']))
    t.equal((await observablesOf(kibana, id)).length, 50)
    t.strictSame(await activityOf(kibana, id), [{ action: 'create', payload: { observables: { count: 50, actionType: 'add' } } }])
  })

  t.test('are not extracted without a Platinum license or the setting, before 9.4.4, or from other attachments', async t => {
    for (const [options, fields] of [
      [{ license: 'gold' }, { settings }], [{}, { settings: { syncAlerts: true } }], [{ kibanaVersion: '9.4.3' }, { settings }],
    ] as const) {
      const { kibana, id } = await withCase(t, options, fields)
      await attach(kibana, id, alertsNamed(['a']))
      t.strictSame((await getCase(kibana, id)).observables, [], JSON.stringify(options))
    }
    const { kibana, id } = await withCase(t, { kibanaVersion: '9.4.4' })
    await attach(kibana, id, { type: 'user', comment: 'web-1', owner: 'cases' })
    t.strictSame(await observablesOf(kibana, id), [])
    await attach(kibana, id, alertsNamed(['a']))
    t.equal((await observablesOf(kibana, id)).length, 8)
  })

  t.test('are extracted only from indices that the caller may read', async t => {
    const role = (indices: string[]) => ({
      elasticsearch: { indices: [{ names: indices, privileges: ['read'] }] }, kibana: [{ spaces: ['*'], base: ['all'] }],
    })
    const kibana = await testServer(t, {
      kibanaVersion: '9.5.4',
      seed: { cases: [{ id: 'x', title: 'x', owner: 'cases', settings }], alerts: [{ id: 'a', index: ALIAS, source: SOURCE }] },
      security: {
        roles: { reader: role(['.alerts*']), other: role(['logs-*']) },
        users: { reader: { password: 'reader', roles: ['reader'] }, other: { password: 'other', roles: ['other'] } },
      },
    })
    for (const [user, count] of [['other', 0], ['reader', 8]] as const) {
      t.equal((await as(kibana, user, { method: 'POST', url: '/api/cases/x/comments', payload: alertsNamed(['a']) })).statusCode, 200)
      t.equal((await as(kibana, user, { url: '/api/cases/x' })).json().observables.length, count, user)
    }
  })
})
