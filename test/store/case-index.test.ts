import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { Bits } from '../../src/persistent/bits.js'
import { ChunkedList } from '../../src/persistent/chunked-list.js'
import { NumberSet } from '../../src/persistent/number-set.js'
import { casesInSpace } from '../../src/store/case-selection.js'
import { Store } from '../../src/store/store.js'
import type { CaseAttributes } from '../../src/documents/case.js'

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

t.test('a NumberSet is a set, few or many numbers in it', async t => {
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

t.test('copies of a ChunkedList change independently', async t => {
  const list = new ChunkedList<number>()
  for (let index = 0; index < 600; index++) list.set(index, index)
  const copy = list.clone()
  copy.set(300, -1)
  copy.set(600, 600)
  list.set(301, -2)
  const copyOfCopy = copy.clone()
  copyOfCopy.set(300, -3)
  copy.set(301, -4)
  const read = (list: ChunkedList<number>) => [list.length, ...[0, 255, 300, 301, 599].map(index => list.at(index))]
  t.strictSame(read(list), [600, 0, 255, 300, -2, 599])
  t.strictSame(read(copy), [601, 0, 255, -1, -4, 599])
  t.strictSame(read(copyOfCopy), [601, 0, 255, -3, 301, 599])
})

const user = { username: 'ann', full_name: null, email: null }
const attributes = (fields: Partial<CaseAttributes> = {}): CaseAttributes => ({
  owner: 'cases',
  title: 'x',
  description: 'x',
  tags: [],
  status: 'open',
  severity: 'low',
  category: null,
  assignees: [],
  settings: { syncAlerts: true },
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
  customFields: [],
  observables: [],
  external_service: null,
  duration: null,
  created_at: '2025-06-01T10:00:00.000Z',
  created_by: user,
  updated_at: null,
  updated_by: null,
  closed_at: null,
  closed_by: null,
  totalComment: 0,
  totalAlerts: 0,
  totalEvents: 0,
  ...fields,
})

t.test('the index of cases', async t => {
  const tagged = (store: Store, tag: string) => casesInSpace(store.caseIndex, 'default').having('tag', [tag]).toArray().map(({ id }) => id)

  t.test('reuses the positions of deleted cases', async t => {
    const store = new Store()
    for (let number = 0; number < 3000; number++) {
      const created = store.create('cases', {
        id: `case-${number}`,
        space: 'default',
        attributes: attributes({ tags: [`tag-${number % 3}`, 'all'], created_at: new Date(1e12 - number).toISOString() }),
      })
      if (number % 100 !== 0) store.delete(created)
    }
    t.ok(store.caseIndex.capacity < 2 * 1024, `there are ${store.caseIndex.capacity} places for 30 cases`)
    t.equal(tagged(store, 'all').length, 30)
    t.strictSame(tagged(store, 'tag-0').slice(0, 3), ['case-0', 'case-300', 'case-600'])
    // Each was created before its predecessor
    const page = casesInSpace(store.caseIndex, 'default').pageByCreation({ from: 1, size: 2, descending: false })
    t.strictSame(page.map(({ id }) => id), ['case-2800', 'case-2700'])
    t.strictSame(casesInSpace(store.caseIndex, 'default').valuesOf('tag', 2), ['all', 'tag-0'])
  })

  t.test('follows a transaction that is rolled back, and a snapshot', async t => {
    const store = new Store()
    const created = store.create('cases', { id: 'a', space: 'default', attributes: attributes({ tags: ['old'] }) })
    const snapshot = store.snapshot()
    t.throws(() => store.transaction(() => {
      store.update(created, attributes({ tags: ['new'] }))
      store.create('cases', { id: 'b', space: 'default', attributes: attributes({ tags: ['new'] }) })
      t.strictSame(tagged(store, 'new'), ['a', 'b'])
      throw new Error('no')
    }), { message: 'no' })
    t.strictSame(tagged(store, 'new'), [])
    store.update(created, attributes({ tags: ['new'] }))
    t.strictSame([tagged(store, 'old'), tagged(store, 'new')], [[], ['a']])
    store.restore(snapshot)
    t.strictSame([tagged(store, 'old'), tagged(store, 'new')], [['a'], []])
  })

  t.test('keeps the order when a deletion is undone', async t => {
    const store = new Store()
    const [a, b] = ['a', 'b', 'c'].map(id => store.create('cases', { id, space: 'default', attributes: attributes({ tags: ['one'] }) }))
    t.throws(() => store.transaction(() => {
      store.delete(b!)
      store.delete(a!)
      throw new Error('no')
    }), { message: 'no' })
    t.strictSame(tagged(store, 'one'), ['a', 'b', 'c'])
    const page = casesInSpace(store.caseIndex, 'default').pageByCreation({ from: 0, size: 9, descending: true })
    t.strictSame(page.map(({ id }) => id), ['c', 'b', 'a'])
  })

  t.test('handles a case that replaces another, or has another time', async t => {
    const store = new Store()
    store.create('cases', { id: 'a', space: 'default', attributes: attributes({ tags: ['one'] }) })
    const b = store.create('cases', { id: 'b', space: 'default', attributes: attributes({ tags: ['one'] }) })
    store.create('cases', { id: 'a', space: 'other', attributes: attributes({ tags: ['one'] }) })
    t.strictSame(tagged(store, 'one'), ['b'])
    store.create('cases', { id: 'c', space: 'default', attributes: attributes({ tags: ['one'] }) })
    store.update(b, attributes({ tags: ['one'], created_at: '2030-01-01T00:00:00.000Z' }))
    const page = casesInSpace(store.caseIndex, 'default').pageByCreation({ from: 0, size: 9, descending: false })
    t.strictSame(page.map(({ id }) => id), ['c', 'b'])
  })
})
