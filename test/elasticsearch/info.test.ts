import t from 'tap'
import { ask, elasticsearchOf } from '../helpers/elasticsearch.js'
import { startServer } from '../../src/index.js'

t.test('the listener', async t => {
  t.test('is off by default', async t => {
    await using kibana = await startServer()
    t.equal(kibana.elasticsearch, undefined)
    t.equal((await kibana.ready()).elasticsearch, undefined)
  })

  t.test('has its own port, which health reports, and closes with the server', async t => {
    const kibana = await startServer({ elasticsearch: { port: 0 } })
    const { url, port } = kibana.elasticsearch!
    t.equal(url, `http://127.0.0.1:${port}`)
    t.not(port, kibana.port)
    t.equal((await kibana.ready()).elasticsearch, url)
    const answer = await fetch(url)
    t.equal(answer.headers.get('x-elastic-product'), 'Elasticsearch')
    t.equal(answer.headers.get('content-type'), 'application/json')
    await kibana.close()
    await t.rejects(fetch(url))
  })

  t.test('stops start-up if its port is in use', async t => {
    await using other = await startServer()
    await t.rejects(startServer({ elasticsearch: { port: other.port } }), { code: 'EADDRINUSE' })
  })

  t.test('listens on its own host', async t => {
    await using kibana = await startServer({ elasticsearch: { port: 0, host: '0.0.0.0' } })
    t.match(kibana.elasticsearch!.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  })
})

t.test('GET /', async t => {
  const versions: [string, string, string, string][] = [
    ['8.19.9', '9.12.0', '7.17.0', '7.0.0'], ['9.0.0', '10.2.2', '8.18.0', '8.0.0'], ['9.1.0', '10.2.2', '8.19.0', '8.0.0'],
    ['9.4.9', '10.2.2', '8.19.0', '8.0.0'], ['9.5.0', '10.5.1', '8.19.0', '8.0.0'],
  ]
  for (const [kibanaVersion, lucene, wire, index] of versions) {
    t.test(`reports version ${kibanaVersion}`, async t => {
      const { app } = await elasticsearchOf(t, { kibanaVersion })
      const { status, body } = await ask(app, 'GET /')
      t.equal(status, 200)
      t.strictSame(Object.keys(body), ['name', 'cluster_name', 'cluster_uuid', 'version', 'tagline'])
      t.match(body.cluster_uuid, /^[\w-]{22}$/)
      t.strictSame(body.version, {
        number: kibanaVersion,
        build_flavor: 'default',
        build_type: 'docker',
        build_hash: '0'.repeat(40),
        build_date: '1970-01-01T00:00:00.000Z',
        build_snapshot: false,
        lucene_version: lucene,
        minimum_wire_compatibility_version: wire,
        minimum_index_compatibility_version: index,
      })
    })
  }

  t.test('answers HEAD without a body', async t => {
    const { app } = await elasticsearchOf(t)
    const { status, headers, text } = await ask(app, 'HEAD /')
    t.strictSame([status, text, headers['x-elastic-product']], [200, '', 'Elasticsearch'])
  })
})

t.test('GET /_cluster/health', async t => {
  const { app, kibana } = await elasticsearchOf(t)
  kibana.alerts.add()
  for (const path of ['/_cluster/health?wait_for_status=green', '/_cluster/health/.alerts-*']) {
    t.test(`answers ${path}`, async t => {
      const { body } = await ask(app, `GET ${path}`)
      t.match(body, { cluster_name: 'docker-cluster', status: 'green', number_of_nodes: 1, active_shards: 1, unassigned_primary_shards: 0 })
    })
  }
  t.test('counts unassigned primaries from 8.16 on', async t => {
    for (const [kibanaVersion, counts] of [['8.15.5', false], ['8.16.0', true]] as const) {
      const { app } = await elasticsearchOf(t, { kibanaVersion })
      t.equal('unassigned_primary_shards' in (await ask(app, 'GET /_cluster/health')).body, counts, kibanaVersion)
    }
  })
})

t.test('GET /_license', async t => {
  const { app, kibana } = await elasticsearchOf(t)
  const licenses = [
    ['trial', '2025-07-01T00:00:00.000Z', 1000], ['basic', undefined, 1000], ['platinum', '2026-06-01T00:00:00.000Z', 1000],
    ['enterprise', '2026-06-01T00:00:00.000Z', null],
  ] as const
  for (const [type, expiry, nodes] of licenses) {
    t.test(`describes the license ${type}`, async t => {
      kibana.setLicense(type)
      const { license } = (await ask(app, 'GET /_license?accept_enterprise=true')).body
      t.match(license, {
        status: 'active',
        type,
        issue_date: '2025-06-01T00:00:00.000Z',
        issued_to: 'docker-cluster',
        issuer: 'elasticsearch',
        start_date_in_millis: -1,
      })
      t.strictSame([license.expiry_date, license.max_nodes], [expiry, nodes])
      t.equal(license.expiry_date_in_millis, expiry === undefined ? undefined : Date.parse(expiry))
    })
  }
})
