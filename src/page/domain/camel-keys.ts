/** Objects whose keys are the user's or another system's. */
const FOREIGN = new Set(['fields', 'body', 'answer', 'headers', 'query', 'source', 'effect'])

/** A value whose keys are all in camel case, whichever way a server writes them. */
export function camelKeys (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()),
      FOREIGN.has(key) ? member : camelKeys(member),
    ]),
  )
}
