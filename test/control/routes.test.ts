import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { control } from '../helpers/control.js'

t.test('GET /_mock/health', async t => {
  t.test('reports that the server is running', async t => {
    const kibana = await testServer(t, { kibanaVersion: '9.1.2' })
    t.strictSame(await control(kibana, 'GET', '/health'), {
      status: 200,
      body: {
        status: 'ok',
        kibanaVersion: '9.1.2',
        behavesAs: '9.1',
        isNewerThanKnown: false,
        now: '2025-06-01T10:00:00.000Z',
        cases: 0,
        connectors: 0,
      },
    })
  })
})

t.test('the control routes', async t => {
  t.test('answer unknown routes and wrong methods with their own 404', async t => {
    const kibana = await testServer(t)
    for (const [method, url] of [['GET', '/nope'], ['PUT', '/health'], ['POST', '/']] as const) {
      t.strictSame(await control(kibana, method, url, {}), {
        status: 404,
        body: { statusCode: 404, error: 'Not Found', message: `there is no control route "${method} /_mock${url}"` },
      })
    }
  })

  t.test('need neither kbn-xsrf nor a content type, and carry none of Kibana\'s headers', async t => {
    const { app } = await testServer(t)
    const response = await app.inject({ method: 'POST', url: '/_mock/seed', payload: '{}', headers: { 'content-type': 'text/weird' } })
    t.equal(response.statusCode, 204)
    t.equal(response.headers['kbn-name'], undefined)
  })

  t.test('refuse a query or a body where they take none, and do nothing', async t => {
    const kibana = await testServer(t)
    await call(kibana, 'GET', '/api/cases/x')
    kibana.faults.add({ id: 'kept', effect: { delay: 1 } })
    for (const [method, url, path] of [
      ['DELETE', '/requests?method=PUT', 'method'], ['DELETE', '/faults?id=x', 'id'], ['POST', '/reset?only=faults', 'only'],
      ['GET', '/state?space=lab', 'space'],
    ] as const) {
      t.match(await control(kibana, method, url), { status: 400, body: { path, expected: 'no query' } }, url)
    }
    kibana.seed({ incidents: [{ connectorId: 'a', connectorType: '.jira', externalId: '1' }] })
    for (const [method, url, body] of [
      ['DELETE', '/incidents', { externalId: '2' }], ['DELETE', '/requests', { method: 'PUT' }], ['DELETE', '/faults', ['x']],
      ['POST', '/reset', { only: 'faults' }],
    ] as const) {
      t.match(await control(kibana, method, url, body), { status: 400, body: { path: 'body', expected: 'no body' } }, `${method} ${url}`)
    }
    t.equal(kibana.incidents.all().length, 1)
    t.match(await control(kibana, 'GET', '/external/x?sys_id=1'), {
      status: 404, body: { message: 'there is no incident at "/_mock/external/x?sys_id=1"' },
    })
    t.equal(kibana.requests.all().length, 1)
    t.equal(kibana.faults.list().length, 1)
    t.equal((await control(kibana, 'POST', '/reset', {})).status, 204, 'an empty body is none')
    t.equal((await control(kibana, 'DELETE', '/requests')).status, 204)
  })

  t.test('require the token if there is one', async t => {
    const kibana = await testServer(t, { control: { token: 'open sesame' } })
    for (const headers of [
      {}, { authorization: 'Bearer open' }, { authorization: 'Basic open sesame' }, { authorization: 'Bearer open sesame!' },
    ]) {
      t.match(await control(kibana, 'POST', '/reset', undefined, headers), {
        status: 401, body: { statusCode: 401, error: 'Unauthorized', message: /authorization: Bearer/ },
      })
    }
    t.equal((await control(kibana, 'GET', '/nope')).status, 401)
    t.equal((await control(kibana, 'POST', '/reset', undefined, { authorization: 'bearer open sesame' })).status, 204)
    t.equal((await call(kibana, 'GET', '/api/cases/x')).status, 404, 'Kibana\'s own routes do not')
  })

  t.test('do not exist if they are switched off', async t => {
    const kibana = await testServer(t, { control: { enabled: false } })
    t.strictSame((await call(kibana, 'GET', '/_mock/health')).body, { statusCode: 404, error: 'Not Found', message: 'Not Found' })
  })
})

t.test('errors of the control routes', async t => {
  t.test('are JSON for a body that is too large, and for a bug', async t => {
    let isBroken = false
    const clock = {
      now () {
        if (isBroken) throw new Error('the clock is broken')
        return new Date()
      },
    }
    const kibana = await testServer(t, { clock })
    const { status, body } = await control(kibana, 'PUT', '/state', '{}', { 'content-length': String(2 ** 30) })
    t.match({ status, body }, { status: 413, body: { statusCode: 413, error: 'Request Entity Too Large', message: /too large/ } })
    isBroken = true
    t.strictSame(await control(kibana, 'GET', '/clock'), {
      status: 500, body: { statusCode: 500, error: 'Internal Server Error', message: 'the clock is broken' },
    })
  })
})

t.test('/_mock/failures', async t => {
  t.test('make pushes fail, until they are removed or the server is reset', async t => {
    const kibana = await testServer(t, {
      seed: {
        connectors: [
          { id: 'j', actionTypeId: '.jira', config: { apiUrl: 'https://jira', projectKey: 'J' }, secrets: { email: 'e', apiToken: 't' } },
        ],
        cases: [{ id: 'a', title: 'a' }],
      },
    })
    const push = async () => (await call(kibana, 'POST', '/api/cases/a/connector/j/_push', {})).status
    const added = { failure: 'bad-credentials', times: 1 }
    t.strictSame(await control(kibana, 'POST', '/failures', added), { status: 201, body: { ...added, id: 'failure-1', hits: 0 } })
    t.equal(await push(), 424)
    t.match(kibana.requests.all()[0], { status: 424, failure: { id: 'failure-1', failure: 'bad-credentials' } })
    t.match((await control(kibana, 'GET', '/incidents/refused?connectorType=.jira')).body, {
      refused: [{ caseId: 'a', requests: [{ status: 401 }] }],
    })
    t.strictSame(kibana.incidents.refused(), (await control(kibana, 'GET', '/incidents/refused')).body.refused)
    t.equal(await push(), 200)
    await control(kibana, 'POST', '/failures', { match: { connectorId: 'j' }, preset: 'jira-epic-name' })
    const listed = { preset: 'jira-epic-name', match: { connectorType: '.jira', connectorId: 'j' }, id: 'failure-2', hits: 0 }
    t.strictSame((await control(kibana, 'GET', '/failures')).body, { failures: [listed] })
    t.equal((await control(kibana, 'DELETE', '/failures/failure-2')).status, 204)
    t.match(await control(kibana, 'DELETE', '/failures/failure-2'), { status: 404, body: { message: 'there is no failure "failure-2"' } })
    t.equal(await push(), 200)
    kibana.failures.add()
    t.equal(await push(), 424)
    t.equal((await control(kibana, 'DELETE', '/failures')).status, 204)
    t.equal(await push(), 200)
    kibana.failures.remove(kibana.failures.add({ failure: 'timeout' }).id)
    kibana.failures.add({ failure: 'timeout' })
    kibana.failures.clear()
    kibana.failures.add({ failure: 'timeout' })
    kibana.reset()
    t.strictSame(kibana.failures.list(), [])
    t.equal(await push(), 200)
  })

  t.test('refuse invalid rules', async t => {
    const kibana = await testServer(t)
    const refused = [
      [{ failure: 'tired' }, 'failure', /^"bad-credentials", /],
      [{ match: { connectorType: 'jira' } }, 'match.connectorType', /^"\.email", "\.index"/],
      [{ match: { operation: 'addComments' } }, 'match.operation', /"addComment"/],
      [{ preset: 'jira' }, 'preset', /"jira-epic-name"/],
      [{ failure: 'tls', preset: 'jira-epic-name' }, 'preset', 'one of failure, preset and response'],
      [{ times: 0 }, 'times', 'a whole number of 1 or more'],
      [{ delay: 'soon' }, 'delay', 'a duration such as "2s", or two of them'],
      [{ response: { status: 200, contentType: 'json' } }, 'response.contentType', 'a content type such as "text/html"'],
    ] as const
    for (const [rule, path, expected] of refused) {
      t.match(await control(kibana, 'POST', '/failures', rule), { status: 400, body: { path, expected } }, path)
      t.throws(() => kibana.failures.add(rule as never), { name: 'InvalidInput', path }, path)
    }
    t.throws(() => kibana.failures.add({ response: { status: 400, body: { items: [1n] } } }), {
      name: 'InvalidInput', message: 'response.body: expected a value that JSON can represent, got a value that JSON cannot represent',
    })
    t.throws(() => kibana.incidents.all({ id: 'x' } as never), { name: 'InvalidInput' })
    t.strictSame(kibana.failures.list(), [])
  })
})

t.test('GET and DELETE /_mock/incidents', async t => {
  const incident = (externalId: string, connectorId = 'a') => ({ connectorId, connectorType: '.jira', externalId })

  t.test('list and clear the records of external systems', async t => {
    const kibana = await testServer(t, {
      seed: { incidents: [incident('1'), incident('2', 'b')], connectors: [{ id: 'c', actionTypeId: '.swimlane' }] },
    })
    kibana.seed({ incidents: [{ connectorId: 'c', externalId: '3' }] })
    const { incidents } = (await control(kibana, 'GET', '/incidents')).body
    t.strictSame(incidents, kibana.incidents.all())
    t.match(incidents, [{ externalId: '1', externalTitle: '1' }, { externalId: '2' }, { externalId: '3', connectorType: '.swimlane' }])
    t.match((await control(kibana, 'GET', '/incidents?connectorId=b')).body.incidents, [{ externalId: '2' }])
    t.strictSame(kibana.incidents.all({ connectorId: 'b' }).map(({ externalId }) => externalId), ['2'])
    t.match(await control(kibana, 'GET', '/incidents?id=1'), {
      status: 400, body: { path: 'id', expected: 'one of the keys connectorId, connectorType, caseId, space, externalId, externalTitle' },
    })
    t.equal((await control(kibana, 'DELETE', '/incidents')).status, 204)
    t.strictSame(kibana.incidents.all(), [])
  })
})
