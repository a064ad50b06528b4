import t from 'tap'
import { compare, type Difference } from '../../src/verify/compare.js'
import type { Json } from '../../src/kibana-client/json.js'

const rows: readonly [title: string, kibana: Json, here: Json, differences: readonly Difference[]][] = [
  ['nothing for the same value', { a: [1, null, 'x'] }, { a: [1, null, 'x'] }, []],
  ['a value, with its place', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, [{ kind: 'value', path: 'a.0.b', kibana: 1, here: 2 }]],
  ['a type: null differs from all others', { a: null, b: [], c: {} }, { a: 'x', b: {}, c: null }, [
    { kind: 'type', path: 'a', kibana: null, here: 'x' },
    { kind: 'type', path: 'b', kibana: [], here: {} },
    { kind: 'type', path: 'c', kibana: {}, here: null },
  ]],
  ['a key that is missing here', { a: { b: 1 } }, { a: {} }, [{ kind: 'missing key', path: 'a.b', kibana: 1 }]],
  ['a key that Kibana does not have', { a: {} }, { a: { b: 1 } }, [{ kind: 'unknown key', path: 'a.b', here: 1 }]],
  ['another length', [1], [1, 2], [{ kind: 'length', path: '', kibana: [1], here: [1, 2] }]],
  ['another order', { a: [1, 2] }, { a: [2, 1] }, [{ kind: 'order', path: 'a', kibana: [1, 2], here: [2, 1] }]],
  ['no order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
]
for (const [title, kibana, here, differences] of rows) {
  t.test(`finds ${title}`, async t => t.strictSame(compare(kibana, here), differences))
}

t.test('finds a different order of common keys on request', async t => {
  t.strictSame(compare({ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, { keyOrder: true }), [
    { kind: 'key order', path: 'a', kibana: ['b', 'c'], here: ['c', 'b'] },
  ])
  t.strictSame(compare({ b: 1, c: 2 }, { b: 1, x: 3, c: 2 }, { keyOrder: true }), [{ kind: 'unknown key', path: 'x', here: 3 }])
})
