const SINGLE = '[\\p{Script=Han}\\p{Script=Hiragana}]'
const PART = `(?!${SINGLE})[\\p{L}\\p{N}\\p{M}_]`
/** Characters that do not split a word: `.`, `:` and `'` between letters, `.`, `,`, `;` and `'` between digits. */
const JOINT = "(?<=[\\p{L}\\p{M}])[.:'’·](?=\\p{L})|(?<=\\p{N})[.,;'](?=\\p{N})"
const WORD = new RegExp(`${SINGLE}|(?:${PART})(?:${PART}|${JOINT})*`, 'gu')

/**
 * Splits a text into words like Elasticsearch's standard analyzer: by the rules of Unicode, in lower case.
 * Source: Elasticsearch's documentation of the standard analyzer; Unicode Standard Annex 29, word boundaries
 */
export function wordsOf (text: string): string[] {
  return text.toLowerCase().match(WORD) ?? []
}
