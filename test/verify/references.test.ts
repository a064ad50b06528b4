import t from 'tap'
import { fill, MissingValue } from '../../src/verify/references.js'

const known = new Map<string, unknown>([['created', { id: 'c1', items: [{ count: 3 }] }], ['space', 'verify']])

t.test('values replace references at any depth', async t => {
  t.strictSame(fill({ a: ['/s/{space}/{created.id}'], b: null, c: 1 }, known), { a: ['/s/verify/c1'], b: null, c: 1 })
})

t.test('a text that is only a reference becomes the value, of any type', async t => {
  t.strictSame(fill(['{created.items.0.count}', '{created.items.0.count}!'], known), [3, '3!'])
})

t.test('other texts in braces are kept', async t => {
  t.strictSame(fill(['{"a":1}', '{other.id}', '{}'], known), ['{"a":1}', '{other.id}', '{}'])
})

t.test('a value missing in a response is named', async t => {
  t.throws(() => fill('{created.version}', known), new MissingValue('there is no created.version'))
  t.throws(() => fill('/x/{created.comments.0.id}', known), new MissingValue('there is no created.comments.0.id'))
})
