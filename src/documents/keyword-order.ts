/** Compares by UTF-16 code units; enough for texts without characters from U+D800 on, such as dates and ids. */
export const compareTexts = (one: string, other: string): number => one < other ? -1 : one > other ? 1 : 0

/** Surrogates, of which emoji consist, and the characters after them. */
const HIGH = /[\uD800-\uFFFF]/
const ALL_HIGH = new RegExp(HIGH, 'g')
const moved = (unit: string) => String.fromCharCode(unit.charCodeAt(0) + (unit < '\uE000' ? 0x2000 : -0x800))

/**
 * Converts a text to a sort key. The order of keys by code units is the order of their texts by code points, which Elasticsearch uses
 * for keywords: surrogates move behind all other characters.
 */
export const keywordKey = (text: string): string => HIGH.test(text) ? text.replace(ALL_HIGH, moved) : text

/** Compares by code points, as Elasticsearch sorts keywords. */
export const compareKeywords = (one: string, other: string): number => compareTexts(keywordKey(one), keywordKey(other))
