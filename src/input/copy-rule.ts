import { isObject } from './describe-schema.js'

function copyOf (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf)
  if (!isObject(value) || value instanceof RegExp) return value
  // Dates and URLs, for example
  if ('toJSON' in value && typeof value.toJSON === 'function') return value.toJSON()
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyOf(member)]))
}

/** Copies a rule, so that the caller's objects can change. Its values are those of JSON; a regular expression is kept. */
export const copyRule = <Rule>(rule: Rule): Rule => copyOf(rule) as Rule
