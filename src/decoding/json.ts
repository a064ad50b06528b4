import secureJson from 'secure-json-parse'

/** Deepest nesting accepted: far more than any client sends, far less than would overflow the stack. */
export const MAX_JSON_DEPTH = 1000

const isEscaped = (text: string, index: number) => {
  let backslashes = 0
  while (text[index - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 1
}

/** True if a JSON text nests deeper than `MAX_JSON_DEPTH`; walking its value could overflow the stack. */
export function isTooDeep (text: string): boolean {
  // A text this short cannot nest that deep
  if (text.length <= 2 * MAX_JSON_DEPTH) return false
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '"') {
      do index = text.indexOf('"', index + 1)
      while (index >= 0 && isEscaped(text, index))
      if (index < 0) return false
    } else if (character === '{' || character === '[') {
      if (++depth > MAX_JSON_DEPTH) return true
    } else if (character === '}' || character === ']') {
      depth--
    }
  }
  return false
}

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Parses JSON from a client. Like hapi, it rejects a byte order mark and the key `__proto__`, but no other key.
 * @throws SyntaxError for invalid JSON, a `__proto__` key, or nesting that is too deep
 */
export function parseJson (text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError('nested too deep')
  if (text.startsWith(BYTE_ORDER_MARK)) throw new SyntaxError('not JSON')
  return secureJson.parse(text, undefined, { constructorAction: 'ignore' })
}

/** The value of a text that is JSON; any other text as it is. */
export function jsonOrText (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
