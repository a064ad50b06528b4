import { Bits, countOnes } from './bits.js'

/** Sets up to this size are plain lists; in a store with many tags, most tags have sets that small. */
const LONGEST_LIST = 64

function toBits (numbers: readonly number[]): Bits {
  // Spare room for later numbers
  const bits = new Bits(2 * numbers.at(-1)!)
  for (const number of numbers) bits.add(number)
  return bits
}

const commonLength = (one: Bits, other: Bits) => Math.min(one.words.length, other.words.length)

/** A set of non-negative integers, with copy-on-write: only its owner writes to it, others copy it first. */
export class NumberSet {
  readonly owner: object
  /** A sorted list while small, then one bit per number. */
  #numbers: number[] | Bits
  #size: number

  constructor (owner: object, from?: NumberSet) {
    this.owner = owner
    const numbers = from ? from.#numbers : []
    this.#numbers = numbers instanceof Bits ? numbers.copy() : numbers.slice()
    this.#size = from?.size ?? 0
  }

  get size (): number {
    return this.#size
  }

  /** Adds a number that is not in the set yet. */
  add (number: number): void {
    this.#size++
    if (!(this.#numbers instanceof Bits)) {
      this.#numbers.splice(this.#numbers.findLastIndex(other => other < number) + 1, 0, number)
      if (this.#numbers.length > LONGEST_LIST) this.#numbers = toBits(this.#numbers)
      return
    }
    if (number >= this.#numbers.capacity) this.#numbers = this.#numbers.copy(2 * number)
    this.#numbers.add(number)
  }

  /** Removes a number that is in the set. */
  delete (number: number): void {
    this.#size--
    if (this.#numbers instanceof Bits) this.#numbers.delete(number)
    else this.#numbers.splice(this.#numbers.indexOf(number), 1)
  }

  addTo (bits: Bits): void {
    const numbers = this.#numbers
    if (!(numbers instanceof Bits)) return numbers.forEach(number => bits.add(number))
    for (let index = commonLength(numbers, bits) - 1; index >= 0; index--) bits.words[index]! |= numbers.words[index]!
  }

  /** Counts the numbers that are in `bits`. */
  countIn (bits: Bits): number {
    const numbers = this.#numbers
    if (!(numbers instanceof Bits)) return numbers.filter(number => bits.has(number)).length
    let count = 0
    for (let index = commonLength(numbers, bits) - 1; index >= 0; index--) count += countOnes(numbers.words[index]! & bits.words[index]!)
    return count
  }

  /** True if one of the numbers is in `bits`; stops at the first. */
  isIn (bits: Bits): boolean {
    const numbers = this.#numbers
    if (!(numbers instanceof Bits)) return numbers.some(number => bits.has(number))
    const length = commonLength(numbers, bits)
    for (let index = 0; index < length; index++) if ((numbers.words[index]! & bits.words[index]!) !== 0) return true
    return false
  }

  /** The highest of the numbers that are in `bits`. */
  lastIn (bits: Bits): number | undefined {
    const numbers = this.#numbers
    if (!(numbers instanceof Bits)) return numbers.findLast(number => bits.has(number))
    for (let index = commonLength(numbers, bits) - 1; index >= 0; index--) {
      const word = numbers.words[index]! & bits.words[index]!
      if (word !== 0) return index * 32 + 31 - Math.clz32(word)
    }
    return undefined
  }
}
