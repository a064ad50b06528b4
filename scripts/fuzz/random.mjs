// Random numbers that a seed makes repeatable.

/** A generator (mulberry32): the same seed, the same numbers. */
export function randomOf (seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = count => Math.floor(next() * count)
  return { next, below, pick: items => items[below(items.length)], chance: probability => next() < probability }
}
