import { Kind, type TSchema } from '@sinclair/typebox'

/**
 * Converts query parameters to the numbers and booleans in their schema. Any other text
 * stays as it is, for the check to reject.
 */
export function readQuery (schema: TSchema, query: Readonly<Record<string, string | string[]>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).map(([key, value]) => {
    const member: TSchema | undefined = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
    return [
      key,
      member && member[Kind] !== 'String' ? [value].flat().length > 1 ? [value].flat().map(readValue) : readValue(String(value)) : value,
    ]
  }))
}

function readValue (value: string): string | number | boolean {
  if (value === 'true') return true
  if (value === 'false') return false
  return /^\d{1,15}$/.test(value) ? Number(value) : value
}
