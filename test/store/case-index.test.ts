import t from 'tap'
import { casesInSpace } from '../../src/store/case-selection.js'
import { Store } from '../../src/store/store.js'
import type { CaseAttributes } from '../../src/documents/case.js'

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

  t.test('handles a case that replaces another, or gets another creation time', async t => {
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
