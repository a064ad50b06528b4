import { randomBytes, randomUUID } from 'node:crypto'
import { customRandom, urlAlphabet } from 'nanoid'
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/**
 * The randomness of one server: every id and number it makes up. With a seed it gives the same values in the same order;
 * its state can be taken and put back, so that a restored snapshot goes on as the original did.
 */
export class Random {
  #generator: RandomGenerator | undefined

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
    if (!this.#generator) return randomUUID()
    const bytes = this.bytes(16)
    bytes[6] = (bytes[6]! & 0x0f) | 0x40
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    return Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }

  /** An id of our own things (snapshots, faults, sandboxes), or one of another alphabet and length. */
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
