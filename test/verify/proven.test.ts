import t from 'tap'
import { proven, SHARED_HEADERS, TELLING_HEADERS } from '../../src/verify/proven.js'
import { get, given, own } from '../../src/verify/scenario.js'

const headers = { warning: '299 x', 'content-type': 'application/json', date: 'today' }

t.test('a step proves status, body and some headers', async t => {
  const answer = { status: 200, headers, body: { a: 1 } }
  t.strictSame(proven(get('/x'), 0, answer, TELLING_HEADERS), { status: 200, headers: { warning: '299 x' }, body: { a: 1 } })
  t.strictSame(proven(get('/x'), 0, answer, SHARED_HEADERS), {
    status: 200, headers: { warning: '299 x', 'content-type': 'application/json' }, body: { a: 1 },
  })
  t.strictSame(proven(get('/x'), 0, { status: 204 }, TELLING_HEADERS), { status: 204 })
})

t.test('a preparing step proves only its status', async t => {
  t.strictSame(proven(given(get('/x')), 0, { status: 200, headers, body: { a: 1 } }, TELLING_HEADERS), { status: 200 })
})

t.test('a step that was not sent keeps its reason', async t => {
  t.strictSame(proven(given(get('/x')), 0, { unsent: 'there is no a.id' }, TELLING_HEADERS), { unsent: 'there is no a.id' })
})

t.test('in a list with other documents, only those from earlier responses count', async t => {
  const body = [{ id: '{made.id}' }, { id: 'preconfigured' }, { id: '{2.1.id}' }, 'x', { id: 1 }]
  t.strictSame(proven(own(get('/x')), 1, { status: 200, body }, []), { status: 200, body: [{ id: '{made.id}' }] })
  t.strictSame(proven(own(get('/x')), 1, { status: 200, body: 'x' }, []), { status: 200, body: 'x' })
})
