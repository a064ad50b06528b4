import t from 'tap'
import { testServer } from '../helpers/app.js'
import { action, alerts, attach, userComment } from '../helpers/attachments.js'
import { createCase, errorBody, jiraConnector, newCase, refusedDate, updateCase } from '../helpers/cases.js'
import { send } from '../helpers/configure.js'

// Source: Kibana's cases/server/client/metrics, cases_api_integration tests metrics/*.ts
t.test('GET /internal/cases/metrics/{case_id}', async t => {
  const kibana = await testServer(t)
  const metrics = (id: string, query: string) => send(kibana, 'GET', `/internal/cases/metrics/${id}${query}`)
  let current = await createCase(kibana, { connector: jiraConnector })
  const patch = async (fields: object) => {
    const { body } = await updateCase(kibana, current, fields)
    current = body[0]
  }
  const { id } = current
  kibana.clock.advance(1000)
  await patch({ status: 'in-progress' })
  kibana.clock.advance(2000)
  await patch({ status: 'closed' })
  kibana.clock.advance(4000)
  await patch({ status: 'open', connector: { ...jiraConnector, id: 'jira-2' } })
  kibana.clock.advance(8000)
  await patch({ connector: newCase.connector })
  await attach(kibana, id, { ...alerts, alertId: ['a', 'b'], index: ['i', 'i'] })
  await attach(kibana, id, { ...alerts, alertId: ['c', 'd', 'e'], index: ['i', 'i', 'elsewhere'] })
  await attach(kibana, id, action)
  await attach(kibana, id, { ...action, actions: { ...action.actions, type: 'unisolate' } })
  await attach(kibana, id, userComment)

  const features: [query: string, answer: object][] = [
    ['features=alerts.count', { alerts: { count: 5 } }],
    ['features=connectors', { connectors: { total: 2 } }],
    ['features=lifespan', {
      lifespan: {
        creationDate: '2025-06-01T10:00:00.000Z',
        closeDate: null,
        statusInfo: { openDuration: 9000, inProgressDuration: 2000, reopenDates: ['2025-06-01T10:00:07.000Z'] },
      },
    }],
    ['features=actions.isolateHost', { actions: { isolateHost: { isolate: { total: 1 }, unisolate: { total: 1 } } } }],
    ['features=alerts.hosts&features=alerts.users', { alerts: { hosts: { total: 0, values: [] }, users: { total: 0, values: [] } } }],
    ['features=["connectors","alerts.count"]', { alerts: { count: 5 }, connectors: { total: 2 } }],
    ['features=[]', {}],
  ]
  for (const [query, answer] of features) {
    t.test(query, async t => {
      const { status, body } = await metrics(id, `?${query}`)
      t.equal(status, 200)
      t.strictSame(body, answer)
    })
  }

  t.test('returns the hosts and users of known alerts', async t => {
    const sources = {
      a: { host: { id: 'h1', name: 'Host 1' }, user: { name: 'ann' } },
      b: { 'host.id': 'h2', 'user.name': 'ann' },
      c: { host: { id: 'h2', name: 'Host 2' }, user: { name: 5 } },
      d: { host: 'h3', user: { name: 'bob' } },
      // The attachment places this one in another index
      e: { host: { id: 'h4' } },
    }
    for (const [id, source] of Object.entries(sources)) kibana.alerts.add({ id, index: 'i', source })
    t.strictSame((await metrics(id, '?features=alerts.hosts&features=alerts.users')).body, {
      alerts: {
        hosts: { total: 2, values: [{ name: 'Host 2', id: 'h2', count: 2 }, { name: 'Host 1', id: 'h1', count: 1 }] },
        users: { total: 2, values: [{ name: 'ann', count: 2 }, { name: 'bob', count: 1 }] },
      },
    })
  })

  const refused: [query: string, message: string][] = [
    ['', '[request query.features]: expected at least one defined value but got [undefined]'],
    ['?features=lifespan&x=1', '[request query.x]: definition for this key is missing'],
    ['?features=bananas', 'Invalid value "bananas" supplied to "features"'],
    ['?features=mttr', 'Invalid value "mttr" supplied to "features"'],
  ]
  for (const [query, message] of refused) {
    t.test(`refuses ${query || 'no features'}`, async t => {
      t.strictSame((await metrics(id, query)).body, errorBody(400, message))
    })
  }

  t.test('answers 404 for an unknown case', async t => {
    t.strictSame((await metrics('nope', '?features=lifespan')).body, errorBody(404, 'Saved object [cases/nope] not found'))
  })
})

t.test('GET /internal/cases/metrics', async t => {
  const kibana = await testServer(t)
  const metrics = async (query: string) => (await send(kibana, 'GET', `/internal/cases/metrics?${query}`)).body
  t.strictSame(await metrics('features=mttr&features=status'), { mttr: null, status: { open: 0, inProgress: 0, closed: 0 } })

  for (const [owner, status, seconds] of [
    ['cases', 'closed', 10], ['cases', 'closed', 25], ['observability', 'in-progress', 5], ['observability', undefined, 0],
  ] as const) {
    const { id, version } = await createCase(kibana, { owner })
    kibana.clock.advance(seconds * 1000)
    if (status) await updateCase(kibana, { id, version }, { status })
  }

  t.strictSame(await metrics('features=status'), { status: { open: 1, inProgress: 1, closed: 2 } })
  t.strictSame(await metrics('features=mttr'), { mttr: 17.5 })
  t.strictSame(await metrics('features=mttr&features=status&owner=observability'), {
    mttr: null, status: { open: 1, inProgress: 1, closed: 0 },
  })
  t.strictSame(await metrics('features=mttr&from=2025-06-01T10:00:10.000Z&to=now'), { mttr: 25 })
  t.strictSame(await metrics('features=mttr&from=soon'), errorBody(400, refusedDate('soon')))
  t.strictSame(await metrics('features=mttr&from='), errorBody(400, 'Invalid "from" and/or "to" query parameters'))
  t.strictSame(await metrics('features=connectors&features=lifespan'), errorBody(
    400, 'invalid features: [connectors, lifespan], please only provide valid features: [mttr, status]',
  ))
  t.strictSame(await metrics('features=bananas'), errorBody(400, 'Invalid value "bananas" supplied to "features"'))
  t.strictSame(await metrics('features=mttr&x=1'), errorBody(400, '[request query.x]: definition for this key is missing'))
  t.equal((await send(kibana, 'GET', '/s/nope/internal/cases/metrics?features=mttr')).status, 404)
})
