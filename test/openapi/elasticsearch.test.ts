import { Validator } from '@seriousme/openapi-schema-validator'
import t from 'tap'
import { elasticsearchOf } from '../helpers/elasticsearch.js'
import { operationsOf, type Paths } from './operations.js'

interface Operation {
  operationId: string,
  summary: string,
  description: string,
  tags: string[],
  parameters: {
    name: string
    in: string
  }[],
  requestBody?: object
}

t.test('the document of a version lacks the routes of later versions', async t => {
  for (const [kibanaVersion, later] of [['8.13.4', []], ['8.14.0', ['/_security/_query/user']]] as const) {
    const { kibana } = await elasticsearchOf(t, { kibanaVersion })
    const { paths } = (await kibana.app.inject('/_mock/elasticsearch/openapi.json')).json()
    t.strictSame(['/_security/user', '/_security/_query/user'].filter(path => path in paths), ['/_security/user', ...later], kibanaVersion)
  }
})

t.test('GET /_mock/elasticsearch/openapi.json', async t => {
  const { app, kibana } = await elasticsearchOf(t, { kibanaVersion: '8.15.0' })
  const document = (await kibana.app.inject('/_mock/elasticsearch/openapi.json')).json()
  const paths: Paths<Operation> = document.paths
  const operations = operationsOf(paths)

  t.test('is valid OpenAPI 3.1, of the version', async t => {
    t.match(document, { openapi: '3.1.0', info: { version: '8.15.0' } })
    t.strictSame(await new Validator().validate(document), { valid: true })
  })

  t.test('gives every operation a unique name, a summary and a description', async t => {
    t.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
    for (const { name, summary, description, tags } of operations) {
      t.match({ summary, description, tags }, { summary: /^[A-Z]/, description: /^[A-Z\d`].*\.$/, tags: ['elasticsearch'] }, name)
    }
    t.match(paths['/{index}/_doc/{id}'], {
      get: {
        parameters: [{ name: 'index', in: 'path' }, { name: 'id', in: 'path' }, { name: '_source', in: 'query' }], requestBody: undefined,
      },
      put: { requestBody: { content: {} } },
      delete: { summary: 'Delete an alert' },
    })
  })

  t.test('names routes that exist', async t => {
    t.ok(operations.length > 30)
    for (const { name, method, path } of operations) t.ok(app.hasRoute({ method, url: path.replace(/\{(\w+)\}/g, ':$1') }), name)
  })
})
