/** Sorts texts, such as ISO times, and numbers: the smallest first. */
export const order = <Key extends string | number>(one: Key, other: Key): number => (one < other ? -1 : one > other ? 1 : 0)
