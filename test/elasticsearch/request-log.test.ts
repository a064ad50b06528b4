import t from 'tap'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'
import { basic } from '../helpers/security.js'

t.test('the request log', async t => {
  t.test('contains the requests to Elasticsearch, marked with the service', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    await ask(app, 'GET /?pretty', { as: 'elastic' })
    await ask(app, 'GET /nope', { as: 'elastic' })
    await ask(app, 'GET /')
    await kibana.app.inject({ url: '/api/cases/tags', headers: { authorization: basic('elastic') } })
    t.strictSame(kibana.requests.all().map(({ service, path, route, user, status, refusedBy }) => [
      service, path, route, user, status, refusedBy,
    ]), [
      ['elasticsearch', '/', '/', 'elastic', 200, null],
      ['elasticsearch', '/nope', null, 'elastic', 400, 'route'],
      ['elasticsearch', '/', '/', null, 401, 'authentication'],
      [undefined, '/api/cases/tags', '/api/cases/tags', 'elastic', 200, null],
    ])
  })

  t.test('can be filtered by service', async t => {
    const { app, kibana } = await elasticsearchOf(t)
    await kibana.app.inject('/api/cases/tags')
    await ask(app, 'GET /')
    const { requests } = (await kibana.app.inject('/_mock/requests?service=kibana')).json()
    t.match(requests, [{ path: '/api/cases/tags' }])
    t.equal(requests.length, 1)
    t.strictSame(kibana.requests.all({ service: 'elasticsearch' }).map(({ path }) => path), ['/'])
    t.throws(() => kibana.requests.verify({ match: { service: 'elasticsearch', status: 404 } }), {
      message: /#1 GET .*: service is kibana; status is 200/,
    })
  })

  t.test('can be disabled', async t => {
    const { app, kibana } = await elasticsearchOf(t, { requestLog: { size: 0 } })
    t.equal((await ask(app, 'GET /')).status, 200)
    t.strictSame(kibana.requests.all(), [])
  })
})
