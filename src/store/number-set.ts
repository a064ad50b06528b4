import { WORDS_PER_CHUNK, countOnes, type Bits } from './bits.js'

const NUMBERS_PER_CHUNK = WORDS_PER_CHUNK * 32
/** Up to here a set is a plain list, which is what most tags of a store with many tags are. */
const LONGEST_LIST = 32

type Chunks = readonly (Uint32Array | undefined)[]

function toChunks (numbers: readonly number[]): Chunks {
  const chunks: (Uint32Array | undefined)[] = []
  for (const number of numbers) {
    const chunk = chunks[Math.floor(number / NUMBERS_PER_CHUNK)] ??= new Uint32Array(WORDS_PER_CHUNK)
    chunk[(number >>> 5) % WORDS_PER_CHUNK]! |= 1 << (number & 31)
  }
  return chunks
}

/**
 * An immutable set of whole numbers from 0. A change gives a new set that shares all but 1,024 bits with the old one, so
 * that snapshots of an index can share sets of any size.
 */
export class NumberSet {
  /** All numbers in ascending order, while they are few; then `chunks` holds none. */
  readonly #list: readonly number[] | null
  readonly #chunks: Chunks
  readonly size: number

  constructor (list: readonly number[] | null = [], chunks: Chunks = [], size = 0) {
    this.#list = list
    this.#chunks = chunks
    this.size = size
  }

  /** The set with a number that it does not have yet. */
  with (number: number): NumberSet {
    if (!this.#list) return this.#flip(number, this.size + 1)
    const list = this.#list.toSpliced(this.#list.findLastIndex(other => other < number) + 1, 0, number)
    return list.length > LONGEST_LIST ? new NumberSet(null, toChunks(list), list.length) : new NumberSet(list, [], list.length)
  }

  /** The set without a number that it has. */
  without (number: number): NumberSet {
    if (!this.#list) return this.#flip(number, this.size - 1)
    return new NumberSet(this.#list.filter(other => other !== number), [], this.size - 1)
  }

  addTo (bits: Bits): void {
    if (this.#list) {
      for (const number of this.#list) bits.add(number)
      return
    }
    this.#chunks.forEach((chunk, index) => {
      if (!chunk) return
      const start = index * WORDS_PER_CHUNK
      for (let offset = 0; offset < WORDS_PER_CHUNK; offset++) bits.words[start + offset]! |= chunk[offset]!
    })
  }

  /** How many of the numbers are in `bits`. */
  countIn (bits: Bits): number {
    if (this.#list) return this.#list.filter(number => bits.has(number)).length
    let count = 0
    this.#chunks.forEach((chunk, index) => {
      if (!chunk) return
      const start = index * WORDS_PER_CHUNK
      for (let offset = 0; offset < WORDS_PER_CHUNK; offset++) count += countOnes(chunk[offset]! & bits.words[start + offset]!)
    })
    return count
  }

  /** Whether one of the numbers is in `bits`; stops at the first. */
  isIn (bits: Bits): boolean {
    if (this.#list) return this.#list.some(number => bits.has(number))
    return this.#chunks.some((chunk, index) => chunk?.some((word, offset) => (word & bits.words[index * WORDS_PER_CHUNK + offset]!) !== 0))
  }

  /** The highest of the numbers that are in `bits`. */
  lastIn (bits: Bits): number | undefined {
    if (this.#list) return this.#list.findLast(number => bits.has(number))
    for (let index = this.#chunks.length - 1; index >= 0; index--) {
      const chunk = this.#chunks[index]
      if (!chunk) continue
      for (let offset = WORDS_PER_CHUNK - 1; offset >= 0; offset--) {
        const word = chunk[offset]! & bits.words[index * WORDS_PER_CHUNK + offset]!
        if (word !== 0) return (index * WORDS_PER_CHUNK + offset) * 32 + 31 - Math.clz32(word)
      }
    }
    return undefined
  }

  #flip (number: number, size: number): NumberSet {
    const index = Math.floor(number / NUMBERS_PER_CHUNK)
    const chunk = Uint32Array.from(this.#chunks[index] ?? new Uint32Array(WORDS_PER_CHUNK))
    chunk[(number >>> 5) % WORDS_PER_CHUNK]! ^= 1 << (number & 31)
    const chunks = this.#chunks.slice()
    chunks[index] = chunk.some(word => word !== 0) ? chunk : undefined
    return new NumberSet(null, chunks, size)
  }
}
