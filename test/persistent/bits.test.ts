import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { Bits } from '../../src/persistent/bits.js'

const CAPACITY = 3000

t.test('Bits list any page of their numbers, from either end', async t => {
  const someNumbers = fc.uniqueArray(fc.nat(CAPACITY - 1), { maxLength: 200 })
  t.doesNotThrow(() => fc.assert(fc.property(someNumbers, fc.nat(250), fc.nat(250), fc.boolean(), (list, from, size, descending) => {
    const bits = new Bits(CAPACITY)
    for (const number of list) bits.add(number)
    const sorted = list.toSorted((a, b) => descending ? b - a : a - b)
    deepStrictEqual(
      { size: bits.size, page: bits.list({ from, size, descending }) },
      { size: list.length, page: sorted.slice(from, from + size) },
    )
  }), { numRuns: 200, seed: 2 }))
})
