import t from 'tap'
import { testServer } from '../helpers/app.js'
import { attach, stamps, userComment, withAlerts } from '../helpers/attachments.js'
import { call, createCase, errorBody } from '../helpers/cases.js'
import { kibanaContext } from '../helpers/kibana-context.js'
import type { RunningServer } from '../../src/index.js'

t.test('GET /api/cases/{case_id}/alerts', async t => {
  t.test('lists every alert of every attachment, the oldest attachment first', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    t.strictSame((await call(kibana, 'GET', `/api/cases/${id}/alerts`)).body, [])
    await attach(kibana, id, withAlerts('c', 'a'))
    kibana.clock.set('2025-06-01T09:00:00.000Z')
    await attach(kibana, id, withAlerts('b'))
    await attach(kibana, id)
    const { status, body, headers } = await call(kibana, 'GET', `/api/cases/${id}/alerts?anything=1`)
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.strictSame(body, [
      { id: 'b', index: 'index-of-b', attached_at: '2025-06-01T09:00:00.000Z' },
      { id: 'c', index: 'index-of-c', attached_at: stamps.created_at },
      { id: 'a', index: 'index-of-a', attached_at: stamps.created_at },
    ])
  })

  t.test('repeats alerts that an update repeats', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { comments: [comment] } = await attach(kibana, id, withAlerts('a'))
    await call(kibana, 'PATCH', `/api/cases/${id}/comments`, { ...withAlerts('a', 'a'), id: comment.id, version: comment.version })
    t.equal((await call(kibana, 'GET', `/api/cases/${id}/alerts`)).body.length, 2)
  })

  t.test('leaves out attachments with different numbers of alerts and indices, which only a seed can contain', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id, withAlerts('a'))
    const { store } = await kibanaContext(kibana)
    store.create('cases-comments', {
      id: 'mismatched', space: 'default', caseId: id, attributes: { ...withAlerts('b', 'c'), type: 'alert', index: ['i'], ...stamps },
    })
    t.strictSame((await call(kibana, 'GET', `/api/cases/${id}/alerts`)).body.map(({ id }: { id: string }) => id), ['a'])
  })

  t.test('answers 404 for an unknown case', async t => {
    const { status, body } = await call(await testServer(t), 'GET', '/api/cases/nope/alerts')
    t.strictSame([status, body], [404, errorBody(404, 'Saved object [cases/nope] not found')])
  })
})

/** Creates three cases with the alert `a`: the second has it in two attachments, and the third belongs to another owner. */
async function casesWithAlerts (kibana: RunningServer) {
  const once = await createCase(kibana, { title: 'once', description: 'first' })
  const twice = await createCase(kibana, { title: 'twice' })
  const other = await createCase(kibana, { title: 'other', owner: 'observability' })
  await attach(kibana, once.id, withAlerts('a', 'x'))
  await attach(kibana, once.id)
  const { comments } = await attach(kibana, twice.id, withAlerts('a'))
  await attach(kibana, twice.id, withAlerts('y'))
  const attached = await attach(kibana, twice.id, userComment)
  const second = attached.comments[1]
  await call(kibana, 'PATCH', `/api/cases/${twice.id}/comments`, { ...withAlerts('a', 'y'), id: second.id, version: second.version })
  await attach(kibana, other.id, { ...withAlerts('a', 'b'), owner: 'observability' })
  return { once, twice, other, first: comments[0] }
}

t.test('GET /api/cases/alerts/{alert_id}', async t => {
  t.test('finds the cases of an alert, those with the most attachments first', async t => {
    const kibana = await testServer(t)
    const { once, twice, other } = await casesWithAlerts(kibana)
    const { status, body, headers } = await call(kibana, 'GET', '/api/cases/alerts/a')
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    const summary = ({ id, title, description, status, created_at }: typeof once, alerts: number, userComments: number) =>
      ({ id, title, description, status, createdAt: created_at, totals: { alerts, userComments } })
    const single = [summary(once, 2, 1), summary(other, 2, 0)].sort((a, b) => a.id < b.id ? -1 : 1)
    t.strictSame(body, [summary(twice, 2, 1), ...single])
  })

  const queries: readonly [query: string, titles: string[]][] = [
    ['?owner=cases', ['twice', 'once']],
    ['?owner=observability&owner=securitySolution', ['other']],
    ['?owner=nobody', []],
  ]
  for (const [query, titles] of queries) {
    t.test(`narrows to owners: ${query}`, async t => {
      const kibana = await testServer(t)
      await casesWithAlerts(kibana)
      const { status, body } = await call(kibana, 'GET', `/api/cases/alerts/a${query}`)
      t.strictSame([status, body.map(({ title }: { title: string }) => title)], [200, titles])
    })
  }

  t.test('follows updates, deletions and failed requests', async t => {
    const kibana = await testServer(t)
    const { once, twice, first } = await casesWithAlerts(kibana)
    const titles = async (id: string) =>
      (await call(kibana, 'GET', `/api/cases/alerts/${id}?owner=cases`)).body.map(({ title }: { title: string }) => title).sort()
    await call(kibana, 'PATCH', `/api/cases/${twice.id}/comments`, { ...withAlerts('moved'), id: first.id, version: 'stale' })
    t.strictSame(await titles('moved'), [])
    await call(kibana, 'PATCH', `/api/cases/${twice.id}/comments`, { ...withAlerts('moved'), id: first.id, version: first.version })
    t.strictSame([await titles('moved'), await titles('a')], [['twice'], ['once', 'twice']])
    await call(kibana, 'DELETE', `/api/cases/${twice.id}/comments`)
    t.strictSame([await titles('moved'), await titles('a')], [[], ['once']])
    await call(kibana, 'DELETE', `/api/cases/${once.id}/comments`)
    t.strictSame([await titles('a'), await titles('x')], [[], []])
  })

  t.test('skips deleted cases', async t => {
    const kibana = await testServer(t)
    await casesWithAlerts(kibana)
    const { store } = await kibanaContext(kibana)
    store.create('cases-comments', {
      id: 'orphan', space: 'default', caseId: 'gone', attributes: { ...withAlerts('o'), type: 'alert', ...stamps },
    })
    store.create('cases-comments', { id: 'stray', space: 'default', attributes: { ...withAlerts('o'), type: 'alert', ...stamps } })
    t.strictSame((await call(kibana, 'GET', '/api/cases/alerts/o')).body, [])
  })

  t.test('finds nothing in another space or for similar ids', async t => {
    const kibana = await testServer(t, { spaces: ['other'] })
    const { id } = await createCase(kibana)
    await attach(kibana, id, withAlerts('al\u0000ert', '__proto__'))
    const count = async (path: string) => (await call(kibana, 'GET', path)).body.length
    t.equal(await count('/api/cases/alerts/al%00ert'), 1)
    t.equal(await count('/api/cases/alerts/__proto__'), 1)
    for (const unknown of ['al', 'alert', 'constructor', 'x'.repeat(10_000)]) t.equal(await count(`/api/cases/alerts/${unknown}`), 0)
    t.equal(await count('/s/other/api/cases/alerts/__proto__'), 0)
  })

  t.test('refuses other parameters', async t => {
    const { status, body } = await call(await testServer(t), 'GET', '/api/cases/alerts/a?foo=1')
    t.strictSame([status, body], [400, errorBody(400, 'invalid keys "foo"')])
  })
})
