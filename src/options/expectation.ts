import type { TSchema } from '@sinclair/typebox'

/** What a schema asks for, in words that follow "must be". */
export function expectation (schema: TSchema): string {
  if (schema.expected) return schema.expected
  if (schema.anyOf) return schema.anyOf.map(expectation).join(' or ')
  switch (schema.type) {
    case 'integer': return expectedInteger(schema)
    case 'string': return expectedText(schema)
    case 'boolean': return 'true or false'
    case 'array': return 'a list'
    default: return 'an object'
  }
}

function expectedInteger ({ minimum, maximum }: TSchema): string {
  if (maximum !== undefined) return `a whole number from ${minimum} to ${maximum}`
  return minimum === undefined ? 'a whole number' : `a whole number, ${minimum} or more`
}

function expectedText ({ enum: values, format, minLength }: TSchema): string {
  if (values) return `one of ${values.join(', ')}`
  if (format) return 'an ISO 8601 time'
  return minLength ? 'a text that is not empty' : 'a text'
}
