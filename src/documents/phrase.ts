export interface Phrase {
  readonly words: readonly string[]
  /** The number of positions by which words may be moved. */
  readonly slop: number
  /** True if the last word may be a prefix. */
  readonly lastIsPrefix?: boolean
}

/** True if the words of a text contain the phrase, in order. */
export function hasPhrase (text: readonly string[], { words: phrase, slop, lastIsPrefix }: Phrase): boolean {
  const isAt = (position: number, place: number) =>
    lastIsPrefix && place === phrase.length - 1 ? text[position]!.startsWith(phrase[place]!) : text[position] === phrase[place]
  if (slop === 0) return text.some((_, start) => phrase.every((_, place) => start + place < text.length && isAt(start + place, place)))
  const shifts = text
    .flatMap((_, position) => phrase.flatMap((_, place) => isAt(position, place) ? [{ place, shift: position - place }] : []))
    .sort((a, b) => a.shift - b.shift)
  // A window over the shifts, no wider than the slop; the phrase matches if all its words are inside
  const inWindow = phrase.map(() => 0)
  let missing = phrase.length
  let start = 0
  for (const { place, shift } of shifts) {
    if (inWindow[place]!++ === 0) missing--
    while (shift - shifts[start]!.shift > slop) {
      if (--inWindow[shifts[start++]!.place]! === 0) missing++
    }
    if (missing === 0) return true
  }
  return false
}
