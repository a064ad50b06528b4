import { Kind, type TSchema } from '@sinclair/typebox'

/**
 * Converts query parameters to the numbers and booleans in their schema. Any other text
 * stays as it is, for the check to reject.
 */
export function readQuery (schema: TSchema, query: Readonly<Record<string, string | string[]>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).map(([key, value]) => {
    const member: TSchema | undefined = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
    if (!member || member[Kind] === 'String') return [key, value]
    return [key, Array.isArray(value) ? value.map(readValue) : readValue(value)]
  }))
}

function readValue (value: string): string | number | boolean {
  if (value === 'true') return true
  if (value === 'false') return false
  return /^\d{1,15}$/.test(value) ? Number(value) : value
}
