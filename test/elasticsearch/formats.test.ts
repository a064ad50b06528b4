import t from 'tap'
import { ask, elasticsearchOf } from '../helpers/elasticsearch.js'

t.test('the format of a response', async t => {
  const { app, kibana } = await elasticsearchOf(t, { kibanaVersion: '9.1.0' })
  kibana.alerts.add({ id: 'a', source: { host: { name: 'web' }, tags: ['x'] } })
  const vendor = 'application/vnd.elasticsearch+json;compatible-with=9'
  t.test('has the vendor content type if the client accepts it', async t => {
    for (const accept of [vendor, 'application/vnd.elasticsearch+json; compatible-with=9']) {
      t.equal((await ask(app, 'GET /', { headers: { accept } })).headers['content-type'], vendor)
    }
    t.equal((await ask(app, 'GET /', { headers: { accept: '*/*' } })).headers['content-type'], 'application/json')
  })
  t.test('has several lines with pretty', async t => {
    t.equal((await ask(app, 'GET /?pretty&filter_path=version.number')).text, '{\n  "version": {\n    "number": "9.1.0"\n  }\n}\n')
    t.notMatch((await ask(app, 'GET /?pretty=false')).text, /\n/)
  })
  const filters: [string, unknown][] = [
    ['tagline,version.number', { version: { number: '9.1.0' }, tagline: 'You Know, for Search' }],
    ['version.min*index*', { version: { minimum_index_compatibility_version: '8.0.0' } }],
    ['**.number', { version: { number: '9.1.0' } }],
    ['nothing', {}],
    ['-version,-name,-cluster*', { tagline: 'You Know, for Search' }],
    ['version,-version.*_*', { version: { number: '9.1.0' } }],
  ]
  for (const [path, expected] of filters) {
    t.test(`filter_path=${path} selects a part`, async t => {
      t.strictSame((await ask(app, `GET /?filter_path=${path}`)).body, expected)
    })
  }
  t.test('filter_path selects within lists', async t => {
    t.strictSame((await ask(app, 'GET /.alerts-*/_search?filter_path=hits.hits._id')).body, { hits: { hits: [{ _id: 'a' }] } })
    t.strictSame((await ask(app, 'GET /.alerts-*/_search?filter_path=hits.hits,-hits.hits._source,-**._score')).body, {
      hits: { hits: [{ _index: '.internal.alerts-security.alerts-default-000001', _id: 'a' }] },
    })
  })
})
