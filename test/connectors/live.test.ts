import t from 'tap'
import { findIncidents, findRefusedCalls } from '../../src/connectors/simulation/incidents.js'
import { testServer } from '../helpers/app.js'
import { call, errorBody } from '../helpers/cases.js'
import { httpStub } from '../helpers/http-stub.js'
import { NOW } from '../helpers/push.js'
import { COMMENT, hiveAnswer, KINDS, liveApp, TITLE } from './live-kinds.js'

t.test('a live push', async t => {
  for (const [name, { kind, config, reply, authorization, headers = {}, first, second, service }] of Object.entries(KINDS)) {
    t.test(`makes the calls of Kibana's connector to ${name}`, async t => {
      const { app, id, stub, push } = await liveApp(t, kind, reply, config)
      app.attach(id, 'c1', { type: 'user', comment: 'Look at this', owner: 'cases' })
      const calls = () => stub.seen.splice(0).map(({ method, path, headers: seen, body }) => {
        t.equal(seen.authorization ?? '', authorization)
        for (const [header, value] of Object.entries(headers)) t.equal(seen[header], value)
        return body === undefined ? [method, path] : [method, path, body]
      })
      const pushed = await push()
      t.equal(pushed.status, 200, JSON.stringify(pushed.body))
      t.match(pushed.body.external_service, service(stub.url))
      t.strictSame(calls(), first(id))
      t.match((await push()).body.external_service, service(stub.url))
      t.strictSame(calls(), second(id))
      t.match(findIncidents(app.kibana), [{
        externalId: pushed.body.external_service.external_id,
        caseId: id,
        externalUrl: pushed.body.external_service.external_url,
        comments: [{ text: COMMENT }],
        calls: [{ action: 'create', error: null }, { action: 'update', error: null }],
      }])
    })
  }

  t.test('uses the response of the real system, not the planned incident', async t => {
    const { app, id, stub, push } = await liveApp(t, 'thehive', () => [201, hiveAnswer()], url => ({ url }))
    app.plan({ connectorId: 'thehive', caseId: id, externalId: '~5', externalTitle: 'Planned', externalUrl: 'https://planned.example.com' })
    t.match((await push()).body.external_service, { external_id: '~172064', external_url: `${stub.url}/cases/~172064/details` })
    t.match(findIncidents(app.kibana, { externalId: '~172064' }), [{ planned: false, fields: { title: TITLE } }])
  })

  t.test('keeps changes made to the case in the meantime', async t => {
    const { app, id, push } = await liveApp(t, 'thehive', () => {
      const stored = app.kibana.store.get('cases', id)!
      if (stored.attributes.title !== 'Changed') app.kibana.store.update(stored, { ...stored.attributes, title: 'Changed' })
      return [201, hiveAnswer({ _id: '~1' })]
    }, url => ({ url }))
    t.match(await push(), { status: 200, body: { title: 'Changed', external_service: { external_id: '~1' } } })
  })

  t.test('does not mark a comment added in the meantime as pushed: 9.1', async t => {
    const { app, id, push } = await liveApp(t, 'thehive', ({ path }) => {
      if (!path.includes('/comment')) app.attach(id, 'later', { type: 'user', comment: 'Later', owner: 'cases' })
      return [201, hiveAnswer()]
    }, url => ({ url }))
    app.attach(id, 'before', { type: 'user', comment: 'Before', owner: 'cases' })
    const { body } = await push()
    t.strictSame(body.comments.map((comment: { id: string, pushed_at: string | null }) => [comment.id, comment.pushed_at]), [
      ['before', NOW],
    ])
    t.match(app.kibana.store.get('cases-comments', 'later'), { attributes: { pushed_at: null } })
  })

  for (const [reply, status] of [[201, 404], [500, 424]] as const) {
    t.test(`writes nothing after a reset in the meantime if the system answers ${reply}`, async t => {
      const { app, id, push } = await liveApp(t, 'thehive', () => {
        app.kibana.store.restore(before)
        return [reply, hiveAnswer()]
      }, url => ({ url }))
      const before = app.kibana.store.snapshot()
      t.equal((await push()).status, status)
      t.equal(app.kibana.store.get('cases', id)!.attributes.external_service, null)
      t.strictSame([findIncidents(app.kibana), findRefusedCalls(app.kibana)], [[], []])
    })
  }

  t.test('returns 404 for a case deleted in the meantime', async t => {
    const { app, id, push } = await liveApp(t, 'thehive', () => {
      app.kibana.store.delete(app.kibana.store.get('cases', id)!)
      return [201, hiveAnswer({ _id: '~1' })]
    }, url => ({ url }))
    t.strictSame(await push(), { status: 404, body: errorBody(404, `Saved object [cases/${id}] not found`) })
  })

  t.test('sends no credentials for a cases webhook without authentication, whatever its secrets', async t => {
    const { config, reply } = KINDS['a cases webhook']!
    const { stub, push } = await liveApp(t, 'cases-webhook', reply, url => ({ ...config!(url), hasAuth: false }))
    t.equal((await push()).status, 200)
    t.strictSame(stub.seen.map(({ headers }) => headers.authorization), [undefined, undefined])
  })

  t.test('uses the current time if a ServiceNow record has none', async t => {
    // Source: getPushedDate in Kibana's lib/servicenow/utils.ts
    const { app } = await liveApp(t, 'servicenow', () => [
      200, { result: { sys_id: 's1', number: 'INC1', sys_updated_on: null } },
    ], url => ({ apiUrl: url, usesTableApi: true }))
    for (const externalId of [null, 's1']) {
      const params = { subAction: 'pushToService', subActionParams: { incident: { short_description: 'x', externalId } } }
      t.match((await app.call('POST', '/api/actions/connector/servicenow/_execute', { params })).body, {
        status: 'ok', data: { id: 's1', pushedDate: NOW },
      })
    }
  })

  t.test('does not keep a server from closing', async t => {
    let whenCalled = () => {}
    const called = new Promise<void>(resolve => { whenCalled = resolve })
    const { app, push } = await liveApp(t, 'thehive', () => {
      whenCalled()
      return 'silence'
    }, url => ({ url }))
    const pushing = push()
    await called
    app.kibana.externalSystems.close()
    t.match(await pushing, { status: 424, body: { message: 'Status code: undefined. Message: Unknown API Error' } })
  })
})

t.test('types that make no HTTP calls record their executions even if they are live', async t => {
  const stub = await httpStub(t, () => [200])
  const KINDS: [type: string, params: object, rest?: object][] = [
    ['.server-log', { message: 'hi' }],
    ['.index', { documents: [{ a: 1 }] }, { config: { index: 'x' } }],
    ['.email', { to: ['a@example.com'], subject: 's', message: 'm' }, {
      config: { service: 'other', host: '127.0.0.1', port: Number(new URL(stub.url).port), from: 'b@example.com', hasAuth: false },
    }],
    ['.teams', { message: 'hi' }, { secrets: { webhookUrl: stub.url } }],
    ['.pagerduty', { eventAction: 'trigger' }, { config: { apiUrl: stub.url }, secrets: { routingKey: 'key' } }],
  ]
  for (const [actionTypeId, params, rest] of KINDS) {
    const kibana = await testServer(t, {
      externalServices: { [actionTypeId]: 'live' }, connectors: { c: { name: 'c', actionTypeId, ...rest } },
    })
    t.match((await call(kibana, 'POST', '/api/actions/connector/c/_execute', { params })).body, { status: 'ok' }, actionTypeId)
    t.match(kibana.incidents.all(), [{ connectorType: actionTypeId, externalId: '1' }])
  }
  t.strictSame(stub.seen, [])
})
