import t from 'tap'
import { Names } from '../../src/verify/names.js'

const A = '11111111-1111-4111-8111-111111111111'
const B = '22222222-2222-4222-8222-222222222222'
const names = () => new Names({ texts: new Map([['http://kibana:5601', '{kibana}'], ['verify-x', '{space}']]), username: 'ann' })

t.test('an id is named after its first place wherever it occurs', async t => {
  const role = names()
  t.strictSame(role.apply({ id: A, connector: { id: 'none' } }, 'created'), { id: '{created.id}', connector: { id: 'none' } })
  t.strictSame(role.apply({ message: `Saved object [cases/${A}] not found` }, '2'), {
    message: 'Saved object [cases/{created.id}] not found',
  })
  t.strictSame(role.apply([{ id: B, parent: A }], '3'), [{ id: '{3.0.id}', parent: '{created.id}' }])
  t.strictSame(role.apply('cabcdefghijklmnopqrstuvwx', '4'), '{4}', 'an id of a file')
  t.strictSame(role.apply({ profile_uid: `u_${'a'.repeat(43)}_0` }, '5'), { profile_uid: '{5.profile_uid}' }, 'an id of a profile')
})

t.test('keys that are ids have names too', async t => {
  const role = names()
  t.strictSame(role.apply({ id: A }, 'a'), { id: '{a.id}' })
  t.strictSame(role.apply({ [A]: { at: '2025-06-01T10:00:00.000Z' }, [B]: { id: B } }, 'x'),
    { '{a.id}': { at: '{x.a.id.at}' }, '{x.key}': { id: '{x.key}' } })
})

t.test('a path does not depend on the order of keys, which is kept', async t => {
  const [one, other] = [names().apply({ b: A, a: A }, 'x'), names().apply({ a: A, b: A }, 'x')]
  t.strictSame(JSON.stringify(one), '{"b":"{x.a}","a":"{x.a}"}')
  t.strictSame(JSON.stringify(other), '{"a":"{x.a}","b":"{x.a}"}')
})

t.test('times and versions have a name within their document', async t => {
  const [first, second] = ['2025-06-01T10:00:00.000Z', '2025-06-01T10:00:01.000Z']
  const role = names()
  t.strictSame(role.apply({ id: A, version: 'WzAsMV0=', created_at: first, updated_at: null }, 'a'),
    { id: '{a.id}', version: '{a.version}', created_at: '{a.created_at}', updated_at: null })
  t.strictSame(role.apply({ id: B, version: 'WzAsMV0=', created_at: first, closed_at: first }, 'b'),
    { id: '{b.id}', version: '{b.version}', created_at: '{b.closed_at}', closed_at: '{b.closed_at}' })
  t.strictSame(role.apply([{ id: A, version: 'WzEsMV0=', created_at: first, updated_at: second }], 'c'),
    [{ id: '{a.id}', version: '{c.0.version}', created_at: '{a.created_at}', updated_at: '{c.0.updated_at}' }])
  t.strictSame(role.apply({ id: A, version: '0' }, 'd'), { id: '{a.id}', version: '0' }, 'a version of another form is itself')
})

t.test('times between two requests are named, other numbers are not', async t => {
  t.strictSame(names().apply({ duration: 3, time_to_resolve: 0, time_to_acknowledge: -1, total: 3 }, 'x'),
    { duration: '{duration}', time_to_resolve: '{duration}', time_to_acknowledge: -1, total: 3 })
})

t.test('the calling user is replaced, and other users keep their names', async t => {
  const user = (username: string) => ({ username, full_name: null, email: 'a@example.com' })
  t.strictSame(names().apply([user('ann'), user('bob')], 'x'), [
    { username: '{user}', full_name: '{full_name}', email: '{email}' }, user('bob'),
  ])
})

t.test('the profile of the calling user is replaced too', async t => {
  t.strictSame(names().apply({ username: 'ann', full_name: null, email: null, profile_uid: 'u_1' }, 'x'),
    { username: '{user}', full_name: '{full_name}', email: '{email}', profile_uid: '{profile_uid}' })
})

t.test('links to an app get the name of the origin, whatever the public address', async t => {
  t.strictSame(names().apply('See https://soc.example.com/kbn/s/verify-x/app/cases/1, or http://other.example.com/x', 'x'),
    'See {kibana}/s/{space}/app/cases/1, or http://other.example.com/x')
})

t.test('the origin and the space are replaced within texts and headers', async t => {
  t.strictSame(names().apply('http://kibana:5601/s/verify-x/app', 'x'), '{kibana}/s/{space}/app')
  t.strictSame(names().text(`http://kibana:5601/${A}`, '1'), '{kibana}/{1}')
})
