import t from 'tap'
import { ChunkedList } from '../../src/persistent/chunked-list.js'

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
