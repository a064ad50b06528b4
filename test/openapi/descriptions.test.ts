import t from 'tap'
import { controlOperations, type Operation, type Schema } from './operations.js'

/** Lists the properties without a description in a schema, by their paths. */
function * undescribed ({ properties = {}, additionalProperties, anyOf = [], allOf = [], items }: Schema, path: string): Generator<string> {
  for (const [name, property] of Object.entries(properties)) {
    if (!property.description) yield `${path}.${name}`
    yield * undescribed(property, `${path}.${name}`)
  }
  if (typeof additionalProperties === 'object') yield * undescribed(additionalProperties, `${path}.<name>`)
  for (const part of [...anyOf, ...allOf]) yield * undescribed(part, path)
  if (items) yield * undescribed(items, `${path}[]`)
}

function * undescribedIn ({ summary, parameters = [], requestBody, responses }: Operation): Generator<string> {
  if (!summary) yield 'summary'
  for (const { name, description } of parameters) if (!description) yield `parameter ${name}`
  for (const { schema } of Object.values(requestBody?.content ?? {})) yield * undescribed(schema, 'body')
  for (const [status, { content = {} }] of Object.entries(responses)) {
    for (const { schema } of Object.values(content)) yield * undescribed(schema, status)
  }
}

// Versions of Kibana with different forms of a case
for (const version of ['8.0.0', '8.9.0', '9.5.4']) {
  t.test(`the document of ${version} describes the control routes`, async t => {
    const operations = await controlOperations(version)
    t.ok(operations.length > 40)
    for (const operation of operations) {
      t.strictSame(
        [...new Set(undescribedIn(operation))], [], `${operation.name} has a summary, and a description of every parameter and property`,
      )
    }
  })
}
