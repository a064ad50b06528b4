import type { JsonSchema } from '../../domain/json-schema.js'

/** The depth below which objects are left out; the reference documents them. */
const DEEPEST = 4

const union = (texts: readonly string[]) => [...new Set(texts)].join(' | ')

const BOUNDS = ['minLength', 'maxLength', 'minimum', 'maximum', 'maxItems', 'format', 'default'] as const

function noteOf (schema: JsonSchema): string {
  const bounds = BOUNDS.filter(name => schema[name] !== undefined && Math.abs(Number(schema[name])) !== Number.MAX_SAFE_INTEGER)
  return [schema.description, ...bounds.map(name => `${name} ${JSON.stringify(schema[name])}`)].filter(Boolean).join('; ')
}

function objectText ({ properties = {}, required = [], additionalProperties, patternProperties = {} }: JsonSchema, depth: number): string {
  const more = [...Object.values(patternProperties), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])]
  const members = [
    ...Object.entries(properties).map(([name, schema]) => ({ name: `${name}${required.includes(name) ? '' : '?'}`, schema })),
    ...more.map(schema => ({ name: '[name: string]', schema })),
  ]
  if (members.length === 0) return '{}'
  if (depth >= DEEPEST) return '{ … }'
  const indent = '  '.repeat(depth + 1)
  const lines = members.map(({ name, schema }) => {
    const note = noteOf(schema)
    return `${indent}${name}: ${typeText(schema, depth + 1)}${note ? ` // ${note.replace(/\s+/g, ' ')}` : ''}`
  })
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

/** A schema in TypeScript notation. */
export function typeText (schema: JsonSchema, depth = 0): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map(value => JSON.stringify(value)))
  const either = schema.anyOf ?? schema.oneOf
  if (either) return union(either.map(part => typeText(part, depth)))
  if (schema.allOf) {
    return objectText(Object.assign({}, ...schema.allOf, {
      properties: Object.assign({}, ...schema.allOf.map(({ properties }) => properties)),
      required: schema.allOf.flatMap(({ required = [] }) => required),
    }), depth)
  }
  if (schema.type === 'array') {
    const item = typeText(schema.items ?? {}, depth)
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`
  }
  if (schema.type === 'object' || schema.properties) return objectText(schema, depth)
  return Array.isArray(schema.type) ? union(schema.type) : String(schema.type ?? 'unknown')
}
