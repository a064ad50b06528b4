import t from 'tap'
import { recordUserActions } from '../../src/cases/record-activity.js'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, jiraConnector, newCase } from '../helpers/cases.js'
import { NONE_CONNECTOR, send } from '../helpers/configure.js'
import { scopeOf } from '../helpers/scope.js'
import { basic } from '../helpers/security.js'
import { comment, elastic, record } from './steps.js'

t.test('GET /internal/cases/{case_id}/_users', async t => {
  const as = (username: string) => ({ authorization: basic(username) })
  const user = (username: string | null) => ({ user: { email: null, full_name: null, username } })
  const uid = (id: string) => ({ ...user(null), uid: id })

  t.test('returns participants, current and former assignees, and the creator', async t => {
    const kibana = await testServer(t)
    const {
      id, version,
    } = (await call(kibana, 'POST', '/api/cases', { ...newCase, assignees: [{ uid: 'z' }, { uid: 'b' }] }, as('zoe'))).body
    kibana.clock.advance(1000)
    const { body } = await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, assignees: [{ uid: 'c' }] }] }, as('ann'))
    kibana.clock.advance(1000)
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version: body[0].version, title: 'x' }] }, as('zoe'))
    const { status, body: users } = await send(kibana, 'GET', `/internal/cases/${id}/_users`)
    t.strictSame([status, users], [200, {
      participants: [user('ann'), user('zoe')],
      assignees: [uid('c')],
      unassignedUsers: [uid('b'), uid('z')],
      reporter: user('zoe'),
    }])
  })

  t.test('takes user data from the latest action, and counts actions without a user name as those of one user', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana, { assignees: [{ uid: 'u_bob' }] })
    const scope = await scopeOf(kibana)
    const step = { caseId: id, owner: 'cases', type: 'title', action: 'update', payload: { title: 'x' } } as const
    const write = (user: object) => {
      kibana.clock.advance(1000)
      recordUserActions({ ...scope, user: { ...elastic, ...user } }, [step])
    }
    write({ username: 'bob', full_name: 'Bob' })
    write({ username: 'bob', full_name: 'Robert', email: 'bob@example.com', profile_uid: 'u_bob' })
    write({ username: null })
    write({ username: null, email: 'x@example.com' })
    const kibanaAssigned = await send(kibana, 'GET', `/internal/cases/${id}/_users`)
    t.strictSame(kibanaAssigned.body, {
      participants: [
        { user: { email: 'x@example.com', full_name: null, username: null } },
        { user: { email: 'bob@example.com', full_name: 'Robert', username: 'bob' }, uid: 'u_bob' },
        user('elastic'),
      ],
      assignees: [uid('u_bob')],
      unassignedUsers: [],
      reporter: user('elastic'),
    })
  })

  t.test('answers 404 for an unknown case', async t => {
    const kibana = await testServer(t)
    t.strictSame((await send(kibana, 'GET', '/internal/cases/nope/_users')).body, errorBody(404, 'Saved object [cases/nope] not found'))
  })
})

t.test('GET /internal/cases/{case_id}/_connectors', async t => {
  const webhook = { id: 'hook-1', name: 'Hook', type: '.cases-webhook', fields: null }
  const connectors = async (kibana: RunningServer, id: string) => (await send(kibana, 'GET', `/internal/cases/${id}/_connectors`)).body
  const externalService = (connector_id: string) => ({
    connector_id,
    connector_name: 'Any',
    external_id: '1',
    external_title: 'T',
    external_url: 'http://x',
    pushed_at: '2025-06-01T10:00:00.000Z',
    pushed_by: elastic,
  })
  const pushed = (id: string) => ({
    type: 'pushed' as const, action: 'push_to_service' as const, payload: { externalService: externalService(id) },
  })
  const choose = (connector: object) => ({ type: 'connector' as const, action: 'update' as const, payload: { connector } })
  const change = (type: 'title' | 'status' | 'severity' | 'tags' | 'category') => ({
    type, action: 'update' as const, payload: { [type]: 'x' },
  })
  const preconfigured = {
    'jira-1': { name: 'Live Jira', actionTypeId: '.jira' }, 'hook-1': { name: 'Live Hook', actionTypeId: '.cases-webhook' },
  }

  t.test('is empty for a case without connectors, and for an unknown case', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    t.strictSame(await connectors(kibana, id), {})
    t.strictSame(await connectors(kibana, 'nope'), {})
  })

  t.test('returns the connector set at creation, not pushed yet, with its current name', async t => {
    const kibana = await testServer(t, { connectors: preconfigured })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    t.strictSame(await connectors(kibana, id), {
      'jira-1': { ...jiraConnector, name: 'Live Jira', push: { needsToBePushed: true, hasBeenPushed: false } },
    })
  })

  t.test('takes fields from the latest selection, and recorded names if a connector was deleted', async t => {
    const kibana = await testServer(t, { connectors: preconfigured })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    const later = { ...jiraConnector, fields: { issueType: '1', priority: 'High', parent: null } }
    for (const connector of [{ ...webhook, id: 'gone' }, later, NONE_CONNECTOR]) {
      kibana.clock.advance(1000)
      await record(kibana, id, [choose(connector)])
    }
    const push = { needsToBePushed: true, hasBeenPushed: false }
    t.strictSame(await connectors(kibana, id), { 'jira-1': { ...later, push }, gone: { ...webhook, id: 'gone', push } })
  })

  t.test('follows pushes and changes', async t => {
    const kibana = await testServer(t, { connectors: preconfigured })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    await record(kibana, id, [choose(webhook)])
    const act = async (draft: Parameters<typeof record>[2][number]) => {
      kibana.clock.advance(1000)
      await record(kibana, id, [draft])
      const { 'jira-1': jira, 'hook-1': hook } = await connectors(kibana, id)
      return [jira.push.needsToBePushed, hook.push.needsToBePushed]
    }
    t.strictSame(await act(pushed('jira-1')), [false, true], 'a push')
    t.strictSame(await act(pushed('hook-1')), [false, false], 'a push of the other')
    t.strictSame(await act(change('category')), [false, false], 'what is not pushed')
    t.strictSame(await act(change('severity')), [false, true], 'what only a webhook pushes')
    t.strictSame(await act(change('status')), [false, true])
    t.strictSame(await act(comment('alert')), [true, true], 'an attachment')
    t.strictSame(await act(pushed('jira-1')), [false, true])
    t.strictSame(await act(change('tags')), [true, true])
    t.strictSame(await act(pushed('jira-1')), [false, true])
    t.strictSame(await act(choose({ ...jiraConnector, fields: null })), [true, true], 'other fields than pushed')
    t.strictSame(await act(choose(jiraConnector)), [false, true], 'the fields that were pushed')
    t.strictSame((await connectors(kibana, id))['jira-1'].push, {
      needsToBePushed: false,
      hasBeenPushed: true,
      details: {
        latestUserActionPushDate: '2025-06-01T10:00:09.000Z',
        oldestUserActionPushDate: '2025-06-01T10:00:01.000Z',
        externalService: externalService('jira-1'),
      },
    })
  })

  // getConnectorFieldsBeforeLatestPush reads user actions before the push; in a fast test, all of them may have the same time
  t.test('counts a push only after its connector was chosen, and changes only after the push, also at the same time', async t => {
    const kibana = await testServer(t, { connectors: preconfigured })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    const states = async (draft: Parameters<typeof record>[2][number]) => {
      await record(kibana, id, [draft])
      const { 'jira-1': jira, 'hook-1': hook } = await connectors(kibana, id)
      return [jira, hook].map(found => found && [found.push.hasBeenPushed, found.push.needsToBePushed])
    }
    t.strictSame(await states(pushed('jira-1')), [[true, false], undefined])
    t.strictSame(await states(change('title')), [[true, true], undefined])
    t.strictSame(await states(pushed('hook-1')), [[true, true], undefined])
    t.strictSame(await states(choose(webhook)), [[true, true], [false, true]], 'pushed before it was chosen')
  })
})
