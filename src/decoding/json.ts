import secureJson from 'secure-json-parse'

/** Values may stand in each other this deep: far more than any client sends, far less than would overflow the stack. */
const MAX_DEPTH = 1000

/** Goes down one level after the other, so that no depth overflows its own stack. */
function isTooDeep (value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap(item => typeof item === 'object' && item !== null ? Object.values(item) : [])
  }
  return false
}

/**
 * A client's JSON. As hapi does, it refuses `__proto__` keys and no others.
 * @throws SyntaxError for what is no JSON, has such a key, or is nested too deep
 */
export function parseJson (text: string): unknown {
  const value: unknown = secureJson.parse(text, undefined, { constructorAction: 'ignore' })
  // What is this short can't be that deep
  if (text.length > 2 * MAX_DEPTH && isTooDeep(value)) throw new SyntaxError('nested too deep')
  return value
}
