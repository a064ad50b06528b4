/** For `sort`: by the codes of the characters, as Elasticsearch sorts keywords, not as any language does. */
export const compareTexts = (one: string, other: string): number => one < other ? -1 : one > other ? 1 : 0
