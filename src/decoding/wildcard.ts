/** Converts a pattern to a regular expression: `*` matches any text and, if enabled, `?` any character. */
export function patternOf (pattern: string, { ignoresCase = false, questionMarks = false } = {}): RegExp {
  const source = pattern.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${questionMarks ? source.replaceAll('\\?', '.') : source}$`, ignoresCase ? 'isu' : 'su')
}
