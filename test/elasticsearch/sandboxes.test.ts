import t from 'tap'
import { connect } from '../../src/index.js'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'
import { testServer } from '../helpers/app.js'

const INDEX = '.alerts-security.alerts-default'
const alert = (id: string) => ({ id, index: INDEX, source: { 'kibana.alert.severity': 'high' } })

t.test('the Elasticsearch of a sandbox', async t => {
  t.test('has the sandbox\'s own documents, below its path', async t => {
    const { app, kibana, url } = await elasticsearchOf(t, { seed: { alerts: [alert('a')] }, basePath: '/kbn' })
    const sandbox = kibana.sandbox({ id: 'worker-1' })
    t.equal(sandbox.elasticsearch?.url, `${url}/_sandbox/worker-1`)
    const count = async (prefix = '') => (await ask(app, `GET ${prefix}/${INDEX}/_count`)).body.count
    t.equal((await ask(app, `PUT /_sandbox/worker-1/${INDEX}/_doc/b`, { body: { x: 1 } })).status, 201)
    t.strictSame([await count('/_sandbox/worker-1'), await count()], [2, 1])
    t.match(sandbox.alerts.list().map(({ id }) => id), ['a', 'b'])
    const answer = await fetch(`${sandbox.elasticsearch?.url}?pretty`)
    t.match(await answer.json(), { tagline: 'You Know, for Search' }, 'over a socket, at its root')
    kibana.sandboxes.remove('worker-1')
    const gone = await ask(app, `GET /_sandbox/worker-1/${INDEX}/_count`)
    const cause = { type: 'resource_not_found_exception', reason: 'unknown sandbox [worker-1]' }
    t.strictSame(gone.body, { error: { root_cause: [cause], ...cause }, status: 404 })
    t.equal(gone.status, 404)
    t.equal((await ask(app, 'GET /_sandboxes')).status, 400, 'a similar path is not a sandbox')
  })

  t.test('has its own version, keys, request log and faults', async t => {
    const { app, kibana } = await elasticsearchOf(t, { kibanaVersion: '9.1.0', security: SECURITY })
    const sandbox = kibana.sandbox({ id: 'old', kibanaVersion: '8.15.0' })
    t.match((await ask(app, 'GET /_sandbox/old/', { as: 'elastic' })).body, { version: { number: '8.15.0' } })
    const { body: { encoded } } = await ask(app, 'POST /_sandbox/old/_security/api_key', { as: 'ann', body: { name: 'own' } })
    const headers = { authorization: `ApiKey ${encoded}` }
    t.equal((await ask(app, 'GET /_sandbox/old/_security/_authenticate', { headers })).status, 200)
    t.equal((await ask(app, 'GET /_security/_authenticate', { headers })).status, 401, 'a key belongs to one sandbox')
    t.match(sandbox.requests.all(), [
      { path: '/', service: 'elasticsearch', user: 'elastic' }, { path: '/_security/api_key' },
      { path: '/_security/_authenticate', url: '/_sandbox/old/_security/_authenticate' },
    ])
    t.match(kibana.requests.all(), [{ path: '/_security/_authenticate', status: 401 }])
    sandbox.faults.add({ effect: { status: 503 } })
    t.strictSame(
      [(await ask(app, 'GET /_sandbox/old/', { as: 'ann' })).status, (await ask(app, 'GET /', { as: 'ann' })).status], [503, 200],
    )
  })

  t.test('is included in the list of sandboxes', async t => {
    const { kibana, url } = await elasticsearchOf(t)
    kibana.sandbox({ id: 'one' })
    t.match(kibana.sandboxes.list(), [{ id: 'one', elasticsearch: `${url}/_sandbox/one` }])
    const client = connect(kibana.url)
    t.teardown(() => client.close())
    t.match(await client.sandboxes.list(), [{ elasticsearch: `${url}/_sandbox/one` }])
    await using two = await client.sandbox({ id: 'two' })
    t.equal(two.elasticsearch?.url, `${url}/_sandbox/two`)
    t.match((await (await fetch(`${two.url}/_mock/health`)).json()), { elasticsearch: `${url}/_sandbox/two` })
  })

  t.test('is missing if the server has none', async t => {
    const kibana = await testServer(t)
    t.equal(kibana.sandbox().elasticsearch, undefined)
    t.notOk('elasticsearch' in kibana.sandboxes.list()[0]!)
    const client = connect(kibana.url)
    t.teardown(() => client.close())
    await using sandbox = await client.sandbox()
    t.equal(sandbox.elasticsearch, undefined)
  })
})
