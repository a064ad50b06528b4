import fc from 'fast-check'
import { test } from 'tap'
import { withDocument, withoutDocument, type CaseList } from '../../src/store/case-list.js'
import { SavedObject } from '../../src/store/saved-object.js'
import { SharedList } from '../../src/persistent/shared-list.js'

const step = fc.record({ of: fc.nat(), order: fc.nat({ max: 12 }), isRemoval: fc.boolean(), text: fc.nat() })

const document = (order: number, text: number) =>
  new SavedObject('alert', { id: String(text), space: 'default', caseId: 'c', order }, 0, { index: 'i', source: {} })

test('a list of documents never changes, whatever is derived from it', async t => {
  t.doesNotThrow(() => fc.assert(fc.property(fc.array(step, { maxLength: 40 }), steps => {
    // Each step derives a list from an earlier one; at the end all of them must be unchanged
    const lists = [{ list: new SharedList() as CaseList<'alert'>, model: new Map<number, string>() }]
    for (const { of, order, isRemoval, text } of steps) {
      const { list, model: before } = lists[of % lists.length]!
      const model = new Map(before)
      if (isRemoval) model.delete(order)
      else model.set(order, String(text))
      lists.push({ list: isRemoval ? withoutDocument(list, order) : withDocument(list, document(order, text)), model })
    }
    return lists.every(({ list, model }) => {
      const expected = [...model].sort(([one], [other]) => one - other).map(([, id]) => id)
      return list.size === expected.length && list.toArray().map(({ id }) => id).join() === expected.join() &&
        expected.every((id, index) => list.at(index).id === id)
    })
  })))
})
