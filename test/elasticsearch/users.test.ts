import t from 'tap'
import { ask, elasticsearchOf, failure, SECURITY } from '../helpers/elasticsearch.js'

t.test('profiles', async t => {
  const { app } = await elasticsearchOf(t, { security: SECURITY })
  const activate = async (body: object) => await ask(app, 'POST /_security/profile/_activate', { as: 'elastic', body })
  const { body: ann } = await activate({ grant_type: 'password', username: 'ann', password: 'ann' })
  const { body: token } = await ask(app, 'POST /_security/oauth2/token', {
    as: 'elastic', body: { grant_type: 'password', username: 'viewer', password: 'viewer' },
  })
  const { body: viewer } = await activate({ grant_type: 'access_token', access_token: token.access_token })
  const person = { username: 'ann', roles: ['superuser'], realm_name: 'default_native', email: 'ann@example.com', full_name: 'Ann Analyst' }

  t.test('are created by activation', async t => {
    t.match(ann.uid, /^u_[\w-]{43}_0$/)
    t.strictSame(ann, {
      uid: ann.uid,
      enabled: true,
      last_synchronized: Date.parse('2025-06-01T10:00:00.000Z'),
      user: person,
      labels: {},
      data: {},
      _doc: { _primary_term: 1, _seq_no: 0 },
    })
    t.equal(viewer.user.username, 'viewer')
  })

  t.test('are read by id', async t => {
    const { body } = await ask(app, `GET /_security/profile/${ann.uid},nope?data=*`, { as: 'elastic' })
    t.strictSame(body, {
      profiles: [ann],
      errors: { count: 1, details: { nope: { type: 'resource_not_found_exception', reason: 'profile document not found' } } },
    })
    t.strictSame((await ask(app, `GET /_security/profile/${ann.uid}`, { as: 'elastic' })).body, { profiles: [ann] })
  })

  t.test('are suggested by name, those in the hint first', async t => {
    const suggest = async (body: object | undefined, method = 'POST') =>
      (await ask(app, `${method} /_security/profile/_suggest`, { as: 'elastic', body })).body
    t.strictSame(await suggest({ name: 'analyst', data: 'avatar' }, 'GET'), {
      took: 1, total: { value: 1, relation: 'eq' }, profiles: [{ uid: ann.uid, user: person, labels: {}, data: {} }],
    })
    const uidsOf = async (body: object | undefined) => (await suggest(body)).profiles.map(({ uid }: { uid: string }) => uid)
    t.strictSame(await uidsOf(undefined), [ann.uid, viewer.uid])
    t.strictSame(await uidsOf({ hint: { uids: [viewer.uid] }, data: ['a', 'b'] }), [viewer.uid, ann.uid])
    t.strictSame(await uidsOf({ size: 1 }), [ann.uid])
  })

  t.test('are not created for wrong credentials', async t => {
    const wrong = await activate({ grant_type: 'password', username: 'ann', password: 'no' })
    t.equal(wrong.status, 401)
    t.equal(wrong.body.error.reason, 'unable to authenticate user [ann] for action [cluster:admin/xpack/security/profile/activate]')
    t.equal((await activate({ grant_type: 'access_token', access_token: 'no' })).status, 401)
    t.equal((await activate({})).body.error.reason, 'Validation Failed: 1: grant_type is missing;')
    t.match((await activate({ grant_type: 'password' })).body.error.reason, /\[password\] is not supported/)
  })
})

t.test('users', async t => {
  const { app } = await elasticsearchOf(t, { security: { users: { elastic: SECURITY.users!.elastic!, ann: SECURITY.users!.ann! } } })
  const ann = { username: 'ann', roles: ['superuser'], full_name: 'Ann Analyst', email: 'ann@example.com', metadata: {}, enabled: true }
  const cases: [string, object | undefined, number, unknown][] = [
    ['GET /_security/user/ann', undefined, 200, { ann }],
    ['GET /_security/user/ann,nope?with_profile_uid=true', undefined, 200, { ann }],
    ['GET /_security/user/nope', undefined, 404, {}],
    ['POST /_security/_query/user?with_profile_uid=true', undefined, 200, { total: 1, count: 1, users: [ann] }],
    ['GET /_security/_query/user', { query: { prefix: { username: 'a' } } }, 200, { total: 1, count: 1, users: [ann] }],
    ['GET /_security/_query/user', { query: { term: { roles: 'viewer' } } }, 200, { total: 0, count: 0, users: [] }],
    ['GET /_security/_query/user', { from: 1, size: 5 }, 200, { total: 1, count: 0, users: [] }],
    ['GET /_security/_query/user', { sort: ['username'] }, 200, { total: 1, count: 1, users: [{ ...ann, _sort: ['ann'] }] }],
    ['GET /_security/_query/user', { from: -1, size: -2 }, 400, failure(400, 'action_request_validation_exception',
      'Validation Failed: 1: [from] parameter cannot be negative but was [-1];2: [size] parameter cannot be negative but was [-2];')],
    ['GET /_security/_query/user', { username: 'a' }, 400,
      failure(400, 'x_content_parse_exception', '[1:2] [query_user_request_payload] unknown field [username]')],
    ['GET /_security/_query/user', { toString: 'a' }, 400,
      failure(400, 'x_content_parse_exception', '[1:2] [query_user_request_payload] unknown field [toString]')],
  ]
  for (const [request, body, status, expected] of cases) {
    t.test(`${request} ${JSON.stringify(body)} is answered`, async t => {
      const answer = await ask(app, request, { as: 'elastic', body })
      t.equal(answer.status, status)
      t.strictSame(answer.body, expected)
    })
  }
  t.test('are sorted in the order that a query requests', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const { body } = await ask(app, 'POST /_security/_query/user', { as: 'elastic', body: { sort: [{ username: 'desc' }], size: 2 } })
    t.strictSame(body.users.map(({ username }: { username: string }) => username), ['viewer', 'keeper'])
  })
  t.test('can be queried from 8.14 on', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY, kibanaVersion: '8.13.0' })
    t.strictSame((await ask(app, 'GET /_security/_query/user', { as: 'elastic' })).body, {
      error: 'no handler found for uri [/_security/_query/user] and method [GET]',
    })
  })
  t.test('are all listed by name', async t => {
    t.strictSame(Object.keys((await ask(app, 'GET /_security/user', { as: 'elastic' })).body), ['elastic', 'ann'])
  })
})
