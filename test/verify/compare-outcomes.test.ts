import t from 'tap'
import type { Outcome } from '../../src/verify/answer.js'
import type { Difference } from '../../src/verify/compare.js'
import { compareOutcomes } from '../../src/verify/compare-outcomes.js'

const rows: readonly [title: string, kibana: Outcome | undefined, here: Outcome | undefined, differences: readonly Difference[]][] = [
  ['nothing in the same answer', { status: 200, body: { a: 1 } }, { status: 200, body: { a: 1 } }, []],
  ['nothing in two empty answers', { status: 204 }, { status: 204 }, []],
  ['a status, and then no more',
    { status: 200, body: {} }, { status: 404, body: { a: 1 } }, [{ kind: 'status', path: '', kibana: 200, here: 404 }]],
  ['a value of the body',
    { status: 200, body: { a: 1 } }, { status: 200, body: { a: 2 } }, [{ kind: 'value', path: 'a', kibana: 1, here: 2 }]],
  ['a body that is missing', { status: 200, body: 'x' }, { status: 200 }, [{ kind: 'missing key', path: '', kibana: 'x' }]],
  ['a body that Kibana does not send', { status: 200 }, { status: 200, body: 'x' }, [{ kind: 'unknown key', path: '', here: 'x' }]],
  ['headers by name', { status: 200, headers: { a: '1', b: '1' } }, { status: 200, headers: { b: '2', c: '1' } }, [
    { kind: 'header', path: 'a', kibana: '1' }, { kind: 'header', path: 'b', kibana: '1', here: '2' },
    { kind: 'header', path: 'c', here: '1' },
  ]],
  ['nothing in steps that neither server could send', { unsent: 'there is no a.id' }, { unsent: 'there is no a.id' }, []],
  ['a step that only one server could send',
    { status: 200 }, { unsent: 'there is no a.id' }, [{ kind: 'unsent', path: '', here: 'there is no a.id' }]],
  ['nothing after such a step', undefined, undefined, []],
  ['an answer after a step that Kibana could not send',
    { unsent: 'there is no b' }, undefined, [{ kind: 'unsent', path: '', kibana: 'there is no b' }]],
]
for (const [title, kibana, here, differences] of rows) {
  t.test(`finds ${title}`, async t => t.strictSame(compareOutcomes(kibana, here), differences))
}

t.test('compares the order of keys on request', async t => {
  const [one, other] = [{ status: 200, body: { a: 1, b: 2 } }, { status: 200, body: { b: 2, a: 1 } }]
  t.strictSame(compareOutcomes(one, other), [])
  t.match(compareOutcomes(one, other, { keyOrder: true }), [{ kind: 'key order' }])
})
