import t from 'tap'
import { createOpenApi } from '../../src/openapi/document.js'

interface Schema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
}
interface Operation {
  readonly summary?: string
  readonly parameters?: readonly (Schema & { readonly name: string })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, { readonly description?: string, readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>
}

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

// Kibana versions whose forms of a case differ
for (const version of ['8.0.0', '8.9.0', '9.5.4']) {
  t.test(`the document of ${version} describes the control routes`, async t => {
    const { paths } = JSON.parse(JSON.stringify(await createOpenApi(version))) as { paths: Record<string, Record<string, Operation>> }
    const operations = Object.entries(paths).filter(([path]) => path.startsWith('/_mock/'))
      .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })))
    t.ok(operations.length > 40)
    for (const { name, operation } of operations) {
      t.strictSame([...new Set(undescribedIn(operation))], [], `${name} has a summary, and a description of every parameter and property`)
    }
  })
}
