// Creates a valid value for a JSON Schema: its example if there is one, otherwise a minimal one that is still informative.

const resolve = (schema, document) => schema?.$ref
  ? schema.$ref.split('/').slice(1).reduce((part, key) => part[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
  : schema

function ofObject ({ properties = {}, required = [] }, document, depth) {
  // Includes keys with an example, required or not
  const isShown = ([key, schema]) => required.includes(key) || (depth === 0 && resolve(schema, document).examples)
  const shown = Object.entries(properties).filter(isShown)
  return Object.fromEntries(shown.map(([key, schema]) => [key, exampleOf(schema, document, depth + 1)]))
}

export function exampleOf (given, document, depth = 0) {
  const schema = resolve(given, document) ?? {}
  if (schema.examples?.length) return schema.examples[0]
  for (const key of ['example', 'const', 'default']) if (schema[key] !== undefined) return schema[key]
  if (schema.enum) return schema.enum[0]
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part => exampleOf(part, document, depth)))
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return exampleOf(choice.find(option => resolve(option, document).type !== 'null'), document, depth)
  switch ([schema.type].flat()[0]) {
    case 'object': return ofObject(schema, document, depth)
    case 'array': return schema.minItems > 0 || depth === 0 ? [exampleOf(schema.items, document, depth + 1)] : []
    case 'integer':
    case 'number': return schema.minimum ?? 1
    case 'boolean': return true
    case 'null': return null
    default: return schema.format === 'date-time' ? '2025-06-01T10:00:00.000Z' : 'text'
  }
}
