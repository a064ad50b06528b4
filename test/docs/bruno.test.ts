import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { testServer } from '../helpers/app.js'
// Scripts' modules, which have no types
const {
  BODIES, PARAMETERS, VARIABLES,
} = await import('../../scripts/bruno-examples.mjs' as string) as Record<string, Record<string, string>>
const { exampleOf } = await import('../../scripts/example-of.mjs' as string) as { exampleOf: (schema: object, document: object) => unknown }

const FOLDER = 'examples/bruno'
const names = readdirSync(FOLDER, {
  recursive: true, encoding: 'utf8',
}).filter(name => name.endsWith('.bru') && !name.startsWith('environments'))

/** Returns a block of a request file: `name { … }`. */
const blockOf = (text: string, name: string) => new RegExp(`^${name} \\{\\n(.*?)^\\}$`, 'ms').exec(text)?.[1]

/** Builds a request of the collection as Bruno would send it. */
function readRequest (name: string) {
  const text = readFileSync(join(FOLDER, name), 'utf8').replace(
    /\{\{(\w+)\}\}/g, (_, variable: string) => variable === 'baseUrl' ? '' : VARIABLES![variable]!,
  )
  const [, method = '', url = ''] = /^(get|post|put|patch|delete) \{\n {2}url: (\S+)$/m.exec(text)!
  const pairsOf = (name: string) =>
    Object.fromEntries([...(blockOf(text, name) ?? '').matchAll(/^ {2}([\w-]+): (.*)$/gm)].map(([, key, value]) => [key!, value!]))
  const parameters = pairsOf('params:path')
  const body = blockOf(text, 'body:json')
  // The names of disabled parameters begin with ~
  const query = new URLSearchParams(pairsOf('params:query'))
  return {
    method: method.toUpperCase(),
    url: `${url.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(parameters[key]!))}?${query}`,
    headers: pairsOf('headers'),
    ...(body !== undefined && { payload: JSON.parse(body) as object }),
  }
}

const idOf = (name: string) => name.split('/').at(-1)!.replace('.bru', '')

t.test('examples/bruno', async t => {
  t.test('has a request for every route', async t => {
    const { app } = await testServer(t, { kibanaVersion: NEWEST_VERSION })
    const { paths } = (await app.inject('/_mock/openapi.json')).json() as { paths: Record<string, Record<string, { operationId: string }>> }
    const operations = Object.values(paths).flatMap(methods => Object.values(methods).map(({ operationId }) => operationId))
    t.strictSame(names.map(idOf).sort(), operations.sort(), 'npm run reference brings it up to date')
  })

  t.test('requests with a body are accepted', async t => {
    for (const id of Object.keys(BODIES!)) {
      const { app } = await testServer(t, { seed: 'fixtures/docs-examples.json', kibanaVersion: NEWEST_VERSION })
      const { statusCode, body } = await app.inject(readRequest(names.find(name => idOf(name) === id)!))
      t.ok(statusCode < 300, `${id}: ${statusCode} ${statusCode < 300 ? '' : body}`)
    }
  })

  // These need a document that the documentation fixture lacks, a browser, an upload, or a stream
  const REFUSED = [
    'addFile', 'deleteObservable', 'deleteObservableInternal', 'followEvents', 'followRequests', 'logout', 'updateObservable',
    'updateObservableInternal', 'waitForRequests',
  ]
  t.test('are all well-formed', async t => {
    for (const name of names.filter(name => !REFUSED.includes(idOf(name)))) {
      const { app } = await testServer(t, { seed: 'fixtures/docs-examples.json', kibanaVersion: NEWEST_VERSION })
      const { statusCode, body } = await app.inject(readRequest(name))
      t.notOk([400, 405, 415, 500].includes(statusCode), `${name}: ${statusCode} ${body}`)
    }
  })

  t.test('has the requests and parameters that scripts/bruno-examples.mjs names', async t => {
    for (const key of Object.keys(PARAMETERS!)) {
      const [id, name] = key.includes('.') ? key.split('.') : [undefined, key]
      t.ok(names.some(file => (id === undefined || idOf(file) === id) && [
        'params:path', 'params:query',
      ].some(block => blockOf(readFileSync(join(FOLDER, file), 'utf8'), block)?.includes(`${name}: `))), key)
    }
  })
})

t.test('exampleOf', async t => {
  const document = { components: { schemas: { Name: { type: 'string', examples: ['Ann'] } } } }
  const rows: [schema: object, example: unknown][] = [
    [{ $ref: '#/components/schemas/Name' }, 'Ann'],
    [{ type: 'string' }, 'text'],
    [{ enum: ['a', 'b'] }, 'a'],
    [{ const: 7 }, 7],
    [{ type: 'integer', minimum: 3 }, 3],
    [{ anyOf: [{ type: 'null' }, { type: 'boolean' }] }, true],
    [{
      type: 'object',
      required: ['a'],
      properties: {
        a: { type: 'array', items: { type: 'string' } }, b: { type: 'string' }, c: { type: 'string', examples: ['x'] },
      },
    }, { a: [], c: 'x' }],
    [{
      allOf: [{ type: 'object', required: ['a'], properties: { a: { type: 'null' } } }, {
        type: 'object', required: ['b'], properties: { b: { default: 2 } },
      }],
    }, { a: null, b: 2 }],
  ]
  for (const [schema, example] of rows) t.strictSame(exampleOf(schema, document), example, JSON.stringify(schema))
})
