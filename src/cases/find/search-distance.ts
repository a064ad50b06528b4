/** Longer words are only compared for equality. */
const LONGEST_WORD = 255

/**
 * True if at most `limit` insertions, deletions, replacements and swaps of adjacent characters turn `a` into `b`.
 * This is the optimal string alignment distance, as in Lucene's fuzzy query.
 */
export function isSimilar (a: string, b: string, limit: number): boolean {
  if (a === b) return true
  if (Math.abs(a.length - b.length) > limit || Math.max(a.length, b.length) > LONGEST_WORD) return false
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current.push(Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (isSame ? 0 : 1),
        isSwap ? beforeLast[column - 2]! + 1 : Infinity,
      ))
    }
    beforeLast = last
    last = current
  }
  return last[b.length]! <= limit
}
