import type { JsonSchema } from '../../domain/json-schema.js'
import type { Operation } from '../../state/operations.js'

const DEEPEST = 5

/** An example value for a schema: its own example or default, or else its required properties. */
function exampleOf (schema: JsonSchema, depth = 0): unknown {
  if (schema.example !== undefined) return schema.example
  if (schema.examples?.[0] !== undefined) return schema.examples[0]
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const first = (schema.anyOf ?? schema.oneOf)?.[0]
  if (first) return exampleOf(first, depth)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part => exampleOf(part, depth)))
  if (schema.type === 'array') {
    return depth < DEEPEST && schema.items && schema.minItems ? [exampleOf(schema.items, depth + 1)] : []
  }
  if (schema.type === 'object' || schema.properties) {
    const needed = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name))
    return depth < DEEPEST ? Object.fromEntries(needed.map(([name, part]) => [name, exampleOf(part, depth + 1)])) : {}
  }
  return { string: '', integer: 0, number: 0, boolean: false }[String(schema.type)] ?? null
}

/** The example that the OpenAPI document gives for a body. */
export const givenExample = (content: Operation['body']): unknown =>
  content?.example ?? Object.values(content?.examples ?? {})[0]?.value

/** The initial text of the form; empty for a route without a JSON body. */
export function exampleBody ({ body, bodyType }: Operation): string {
  if (!body || bodyType !== 'application/json') return ''
  return JSON.stringify(givenExample(body) ?? exampleOf(body.schema ?? {}), null, 2)
}
