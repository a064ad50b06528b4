const SINGLE = '[\\p{Script=Han}\\p{Script=Hiragana}]'
const PART = `(?!${SINGLE})[\\p{L}\\p{N}\\p{M}_]`
/** Characters that do not split a word: `.`, `:` and `'` between letters, `.`, `,`, `;` and `'` between digits. */
const JOINT = "(?<=[\\p{L}\\p{M}])[.:'’·](?=\\p{L})|(?<=\\p{N})[.,;'](?=\\p{N})"
/** A single pictograph. A few typographic symbols count as one only if the selector U+FE0F follows. */
const PICTOGRAPH = '(?![©®™〰〽](?!\\u{FE0F}))\\p{Extended_Pictographic}\\u{FE0F}?\\p{Emoji_Modifier}?[\\u{E0020}-\\u{E007F}]*'
/** A keycap, a flag of two letters, or a sequence of joined pictographs. */
const EMOJI = `[#*0-9]\\u{FE0F}?\\u{20E3}|\\p{RI}\\p{RI}|${PICTOGRAPH}(?:\\u{200D}${PICTOGRAPH})*`
const WORD = new RegExp(`${EMOJI}|${SINGLE}|(?:${PART})(?:${PART}|${JOINT})*`, 'gu')

/**
 * Splits a text into words like Elasticsearch's standard analyzer: by the rules of Unicode, in lower case. Each emoji is a word.
 * Source: Elasticsearch's documentation of the standard analyzer; Unicode Standard Annex 29, word boundaries; Lucene's StandardTokenizer
 */
export function wordsOf (text: string): string[] {
  return text.toLowerCase().match(WORD) ?? []
}
