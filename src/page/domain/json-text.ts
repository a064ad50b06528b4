const indent = (text: string) => text.replace(/^(?=.)/gm, '  ')

/** Formats JSON compactly: values that fit on a line stay on it. */
export function jsonText (value: unknown, width = 60): string {
  const short = oneLine(value)
  if (short.length <= width || typeof value !== 'object' || value === null) return short
  if (Array.isArray(value)) return `[\n${value.map(member => indent(jsonText(member, width - 2))).join(',\n')}\n]`
  const members = Object.entries(value).map(([key, member]) =>
    indent(`${JSON.stringify(key)}: ${jsonText(member, width - 4 - key.length)}`),
  )
  return `{\n${members.join(',\n')}\n}`
}

function oneLine (value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${oneLine(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

export interface Token {
  readonly text: string
  readonly kind: 'k' | 's' | 'n' | ''
}

/** Splits a JSON text into parts of one color each. */
export function tokensOf (text: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const { 0: found, 1: colon, index } of text.matchAll(
    /"(?:[^"\\]|\\.)*"(\s*:)?|\b-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\b|\b(?:true|false|null)\b/gi,
  )) {
    if (index > end) tokens.push({ text: text.slice(end, index), kind: '' })
    if (colon !== undefined) tokens.push({ text: found.slice(0, -colon.length), kind: 'k' }, { text: colon, kind: '' })
    else tokens.push({ text: found, kind: found.startsWith('"') ? 's' : 'n' })
    end = index + found.length
  }
  tokens.push({ text: text.slice(end), kind: '' })
  return tokens
}
