/** Counts the one bits in a 32-bit word. */
export function countOnes (word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** A set of the numbers from 0 up to, but not including, its capacity: one bit each. */
export class Bits {
  readonly words: Uint32Array

  /** @param capacity the minimum; rounded up to whole words */
  constructor (capacity: number) {
    this.words = new Uint32Array(Math.ceil(capacity / 32))
  }

  get capacity (): number {
    return 32 * this.words.length
  }

  /** Copies the numbers into a set with room for more. */
  copy (capacity = this.capacity): Bits {
    const copy = new Bits(capacity)
    copy.words.set(this.words)
    return copy
  }

  has (number: number): boolean {
    return (this.words[number >>> 5]! & (1 << (number & 31))) !== 0
  }

  add (number: number): void {
    this.words[number >>> 5]! |= 1 << (number & 31)
  }

  delete (number: number): void {
    this.words[number >>> 5]! &= ~(1 << (number & 31))
  }

  get size (): number {
    const { words } = this
    let size = 0
    for (let index = 0; index < words.length; index++) size += countOnes(words[index]!)
    return size
  }

  /** Keeps only the numbers that `other` has too. Both have the same capacity. */
  intersect (other: Bits): void {
    const { words } = this
    for (let index = 0; index < words.length; index++) words[index]! &= other.words[index]!
  }

  /** Adds the numbers of `other`. Both have the same capacity. */
  unite (other: Bits): void {
    const { words } = this
    for (let index = 0; index < words.length; index++) words[index]! |= other.words[index]!
  }

  /** Removes the numbers of `other`. Both have the same capacity. */
  subtract (other: Bits): void {
    const { words } = this
    for (let index = 0; index < words.length; index++) words[index]! &= ~other.words[index]!
  }

  /** Lists up to `size` numbers in ascending or descending order, skipping the first `from`. */
  list ({ from = 0, size = Infinity, descending = false } = {}): number[] {
    const numbers: number[] = []
    const { length } = this.words
    let toSkip = from
    for (let step = 0; step < length && numbers.length < size; step++) {
      const index = descending ? length - 1 - step : step
      let word = this.words[index]!
      const ones = countOnes(word)
      if (ones <= toSkip) {
        toSkip -= ones
        continue
      }
      while (word !== 0 && numbers.length < size) {
        const bit = descending ? 31 - Math.clz32(word) : 31 - Math.clz32(word & -word)
        word &= ~(1 << bit)
        if (toSkip > 0) toSkip--
        else numbers.push(index * 32 + bit)
      }
    }
    return numbers
  }
}
