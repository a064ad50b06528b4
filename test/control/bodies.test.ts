import t from 'tap'
import { controlOperations, type Schema } from '../openapi/operations.js'

/** Every property of a schema, by its name. */
function * propertiesOf ({ properties = {}, items, anyOf = [], allOf = [] }: Schema): Generator<[name: string, schema: Schema]> {
  for (const [name, schema] of Object.entries(properties)) {
    yield [name, schema]
    yield * propertiesOf(schema)
  }
  for (const part of [...anyOf, ...allOf, ...items ? [items] : []]) yield * propertiesOf(part)
}

t.test('the bodies of the control routes', async t => {
  const operations = await controlOperations('9.5.4')
  const bodies = operations.flatMap(({ name, requestBody }) => Object.values(requestBody?.content ?? {}).map(({ schema }) => ({
    name, schema,
  })))
  /** Bodies with documents of Kibana, which keep its names. */
  const isKibanas = ({ name }: { name: string }) => /state|seed|sandboxes/.test(name)
  const ours = bodies.filter(body => !isKibanas(body)).flatMap(({ name, schema }) => [
    ...propertiesOf(schema),
  ].map(([key, schema]) => ({ name, key, schema })))

  t.test('have names in camel case', async t => {
    t.ok(ours.length > 40)
    t.strictSame(ours.filter(({ key }) => !/^[a-z][A-Za-z]*$/.test(key)), [])
  })

  for (const [key, count] of [['delay', 4], ['id', 6]] as const) {
    t.test(`mean the same by "${key}"`, async t => {
      const withoutWords = (schema: Schema) => JSON.parse(JSON.stringify({ ...schema, description: undefined, examples: undefined }))
      const kinds = ours.filter(property => property.key === key).map(({ schema }) => withoutWords(schema))
      t.ok(kinds.length >= count, `${kinds.length} of them`)
      for (const kind of kinds) t.strictSame(kind, kinds[0])
    })
  }

  t.test('mean the same by "times" in each kind of rule', async t => {
    const kinds = [
      'faults', 'failures', 'stubs',
    ].map(kind => bodies.find(({ name }) => name === `POST /_mock/${kind}`)?.schema.properties?.times)
    for (const kind of kinds) t.match(kind, { type: 'integer', minimum: 1, description: /if absent|unlimited/ })
  })

  t.test('name a filter of requests "match"', async t => {
    const isFilter = ({ properties = {} }: Schema) => 'space' in properties && 'user' in properties && 'method' in properties
    const filters = ours.filter(({ schema }) => isFilter(schema)).map(({ key }) => key)
    t.ok(filters.length >= 5)
    t.strictSame([...new Set(filters)], ['match'])
  })
})
