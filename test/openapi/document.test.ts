import { Validator } from '@seriousme/openapi-schema-validator'
import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { createCase } from '../helpers/cases.js'
import { operationsOf } from './operations.js'

interface Operation { operationId?: string, summary?: string, tags?: string[], responses: Record<string, unknown> }

t.test('GET /_mock/openapi.json', async t => {
  const kibana = await testServer(t)
  const { paths, info, tags } = (await kibana.app.inject('/_mock/openapi.json')).json()

  t.test('is valid OpenAPI 3.1', async t => {
    const document = (await kibana.app.inject('/_mock/openapi.json')).json()
    t.match(document, { openapi: '3.1.0', info: { title: 'kibana-cases-mock', version: '9.1.0' } })
    t.strictSame(await new Validator().validate(document), { valid: true })
  })

  t.test('describes every route with a unique name, an area and its responses', async t => {
    const operations = operationsOf<Operation>(paths)
    for (const name of [
      'PATCH /api/cases', 'POST /api/cases/{case_id}/connector/{connector_id}/_push', 'GET /api/cases/_find', 'POST /_mock/reset',
      'GET /api/status', 'POST /internal/cases/_bulk_get',
    ]) {
      t.ok(operations.some(operation => operation.name === name), name)
    }
    t.strictSame(operations.filter(({ operationId }) => !operationId).map(({ name }) => name), [], 'every route has a name')
    t.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length, 'each name is used once')
    t.strictSame(operations.filter(({ summary }) => !/^[A-Z]/.test(summary ?? '')).map(({ name }) => name), [], 'every route has a summary')
    t.strictSame(operations.filter(({ tags }) => !tags?.length).map(({ name }) => name), [], 'every route has an area')
    t.strictSame([...new Set(operations.flatMap(({ tags }) => tags ?? []))].filter(
      tag => !tags.some(({ name, description }: { name: string, description?: string }) => name === tag && description),
    ), [], 'every area is described')
    for (const kinds of ['23', '4', '5']) {
      t.strictSame(
        operations.filter(({ responses }) => !Object.keys(responses).some(status => kinds.includes(status[0]!))).map(({ name }) => name),
        [],
        `every route says what it answers with ${kinds}XX`,
      )
    }
    t.equal(info.version, '9.1.0')
  })

  t.test('has the Kibana that it is read from as its server', async t => {
    const kibana = await testServer(t, { basePath: '/kb' })
    for (const base of ['/kb', new URL(kibana.sandbox().url).pathname]) {
      const address = `${base}/_mock/openapi.json`
      const { servers: [server] } = (await kibana.app.inject(address)).json() as { servers: { url: string }[] }
      t.equal(new URL(server!.url, `http://localhost${address}`).pathname, `${base}/`)
    }
  })

  t.test('leaves out the keywords that only our decoders read', async t => {
    const title = paths['/api/cases'].post.requestBody.content['application/json'].schema.properties.title
    t.strictSame(title, { type: 'string', minLength: 1, maxLength: 160, description: 'the title' })
    const error = paths['/_mock/clock'].put.responses['4XX'].content['application/json'].schema
    t.match(error.properties.expected, { type: 'string', description: /./ }, 'a property may be called like one of their keywords')
  })

  t.test('marks keys with a default as optional for clients', async t => {
    const { schema } = paths['/api/actions/connector'].post.requestBody.content['application/json']
    t.strictSame(schema.required, ['name', 'connector_type_id'])
    const [createOnly] = paths['/api/security/role/{name}'].put.parameters.filter(({ name }: { name: string }) => name === 'createOnly')
    t.match(createOnly, { in: 'query', required: false, schema: { default: false } })
  })

  t.test('describes the routes of the server\'s version', async t => {
    const kibana = await testServer(t, { kibanaVersion: '8.18.0' })
    const document = (await kibana.app.inject('/_mock/openapi.json')).json()
    t.ok(document.paths['/api/cases/status'])
    t.notOk(paths['/api/cases/status'])
  })

  // test/helpers/every-answer.ts checks that each response matches the document of its version
  t.test('describes one format of states for all versions', async t => {
    const newest = await testServer(t, { kibanaVersion: '9.5.4', seed: 'demo' })
    const state = newest.exportState()
    const of = async ({ app }: RunningServer) => (await app.inject('/_mock/openapi.json')).json().paths['/_mock/state'].get.responses['200']
    for (const kibanaVersion of ['8.0.0', '8.17.0', '9.1.0']) {
      const kibana = await testServer(t, { kibanaVersion })
      t.strictSame(await of(kibana), await of(newest))
      await createCase(kibana, { owner: 'securitySolution' })
      t.equal((await kibana.app.inject('/_mock/state')).statusCode, 200)
      kibana.importState(state)
      t.equal((await kibana.app.inject('/_mock/state')).json().cases.length, state.cases?.length)
    }
  })
})

t.test('GET /_mock/docs redirects to the routes on the page, without the control token', async t => {
  const { app } = await testServer(t, { control: { token: 'secret' } })
  t.match(await app.inject('/_mock/docs'), { statusCode: 302, headers: { location: './#/routes' } })
})
