import { randomBytes, randomFillSync } from 'node:crypto'
import { customRandom, urlAlphabet } from 'nanoid'
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

const UUID_LENGTH = 36
const HEX = Buffer.from('0123456789abcdef')

/** Random bytes for all servers of the process, fetched in bulk: a call to the system for each id would be far slower. */
const supply = Buffer.alloc(16_384)
let used = supply.length

/** Returns the offset of the next random bytes in the supply. */
function takeFromSupply (size: number): number {
  if (used + size > supply.length) {
    randomFillSync(supply)
    used = 0
  }
  used += size
  return used - size
}

/**
 * The random generator of one instance, for ids and numbers. With a seed it returns the same values in the same order;
 * its state can be saved and restored, so that a restored snapshot continues like the original.
 */
export class Random {
  #generator: RandomGenerator | undefined
  readonly #uuidText = Buffer.alloc(UUID_LENGTH, '-')

  constructor (seed?: number) {
    this.#generator = seed === undefined ? undefined : xoroshiro128plus(seed)
  }

  bytes (size: number): Uint8Array {
    const generator = this.#generator
    return generator ? Uint8Array.from({ length: size }, () => generator.next() & 0xff) : randomBytes(size)
  }

  /** A number from 0 up to, but not including, 1. */
  fraction (): number {
    return Buffer.from(this.bytes(6)).readUIntBE(0, 6) / 2 ** 48
  }

  /** A version 4 UUID, as Kibana names its saved objects. */
  uuid (): string {
    const bytes = this.#generator ? this.bytes(16) : supply
    const from = this.#generator ? 0 : takeFromSupply(16)
    bytes[from + 6] = (bytes[from + 6]! & 0x0f) | 0x40
    bytes[from + 8] = (bytes[from + 8]! & 0x3f) | 0x80
    // Written to bytes first, because a concatenated string keeps its pieces in memory, and there are as many ids as documents
    let at = 0
    for (let index = 0; index < 16; index++) {
      if (index === 4 || index === 6 || index === 8 || index === 10) at++
      this.#uuidText[at++] = HEX[bytes[from + index]! >> 4]!
      this.#uuidText[at++] = HEX[bytes[from + index]! & 15]!
    }
    return this.#uuidText.toString('latin1')
  }

  /** Generates a short id, for sandboxes and external systems. */
  id (alphabet: string = urlAlphabet, size = 21): string {
    return customRandom(alphabet, size, length => this.bytes(length))()
  }

  /** The generator's state; `undefined` without a seed. */
  get state (): readonly number[] | undefined {
    return this.#generator?.getState()
  }

  set state (state: readonly number[] | undefined) {
    this.#generator = state && xoroshiro128plusFromState(state)
  }
}
