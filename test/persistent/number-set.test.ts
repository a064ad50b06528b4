import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { Bits } from '../../src/persistent/bits.js'
import { NumberSet } from '../../src/persistent/number-set.js'

const CAPACITY = 3000

function numbers (list: readonly number[]): NumberSet {
  const set = new NumberSet({})
  for (const number of list) set.add(number)
  return set
}

/** Reads the numbers of a set back through bits. */
function listOf (set: NumberSet): number[] {
  const bits = new Bits(CAPACITY)
  set.addTo(bits)
  return bits.list()
}

t.test('a NumberSet behaves like a set, with few or many numbers', async t => {
  const step = fc.record({ number: fc.nat(CAPACITY - 1), adds: fc.boolean() })
  const someSteps = fc.array(step, { maxLength: 300, size: 'max' })
  const someNumbers = fc.uniqueArray(fc.nat(CAPACITY - 1), { maxLength: 200 })
  t.doesNotThrow(() => fc.assert(fc.property(someSteps, someNumbers, (steps, others) => {
    const model = new Set<number>()
    const set = new NumberSet({})
    for (const { number, adds } of steps) {
      if (adds && !model.has(number)) {
        model.add(number)
        set.add(number)
      } else if (!adds && model.has(number)) {
        model.delete(number)
        set.delete(number)
      }
    }
    const bits = new Bits(CAPACITY)
    for (const other of others) bits.add(other)
    const common = others.filter(other => model.has(other)).sort((a, b) => a - b)
    deepStrictEqual(
      { list: listOf(set), size: set.size, countIn: set.countIn(bits), isIn: set.isIn(bits), lastIn: set.lastIn(bits) },
      { list: [...model].sort((a, b) => a - b), size: model.size, countIn: common.length, isIn: common.length > 0, lastIn: common.at(-1) },
    )
  }), { numRuns: 200, seed: 1 }))
})

t.test('copies of a NumberSet share nothing but their numbers', async t => {
  for (const all of [[500, 501, 2499], Array.from({ length: 2000 }, (_, index) => index + 500)]) {
    const original = numbers(all)
    const owner = {}
    const copy = new NumberSet(owner, original)
    t.equal(copy.owner, owner)
    for (const number of all.slice(0, -1)) copy.delete(number)
    copy.add(2998)
    t.strictSame(listOf(copy), [2499, 2998])
    t.equal(copy.size, 2)
    t.strictSame(listOf(original), all)
    t.equal(original.size, all.length)
    const nothing = new Bits(CAPACITY)
    t.equal(original.lastIn(nothing), undefined)
    t.equal(original.isIn(nothing), false)
    t.equal(original.countIn(nothing), 0)
  }
})
