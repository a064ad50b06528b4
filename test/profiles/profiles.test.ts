import t from 'tap'
import type { RunningServer, ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { basic, roleOf } from '../helpers/security.js'
import { form, login as startSession, send, sid } from '../neighbours/sessions.js'

// Source: docs/reference/kibana/neighbours.md §4

const UID = /^u_[\w-]{43}_0$/

const SECURITY: NonNullable<ServerOptions['security']> = {
  users: {
    ann: { password: 'ann', roles: ['superuser'], full_name: 'Ann Lee', email: 'ann@example.com' },
    bob: { password: 'bob', roles: ['observer'], full_name: 'Robert Stone' },
    eve: { password: 'eve', roles: [], profile_uid: 'u_eve' },
  },
  roles: { observer: roleOf({ observabilityCasesV3: ['read'] }, ['*']) },
  apiKeys: { 'id:key': 'ann' },
}

/** The headers of a user who has logged in. */
async function login (kibana: RunningServer, username: string) {
  const { headers } = await startSession(kibana, form(username, username))
  return { cookie: sid(headers) }
}

const server = async (t: Parameters<typeof testServer>[0], options: ServerOptions = {}) =>
  await testServer(t, { security: SECURITY, ...options })
const by = (username: string) => ({ authorization: basic(username) })
const OWN = '/internal/security/user_profile'
const SUGGEST = '/internal/cases/_suggest_user_profiles'

t.test('GET /internal/security/user_profile', async t => {
  t.test('returns the profile created at login, the same in every session', async t => {
    const kibana = await server(t)
    const own = await send(kibana, 'GET', OWN, await login(kibana, 'ann'))
    t.match(own.body.uid, UID)
    t.strictSame(own.body, {
      uid: own.body.uid,
      enabled: true,
      data: {},
      user: {
        username: 'ann',
        email: 'ann@example.com',
        full_name: 'Ann Lee',
        roles: ['superuser'],
        realm_name: 'default_native',
        authentication_provider: { type: 'basic', name: 'basic' },
      },
      labels: {},
    })
    kibana.reset()
    t.equal((await send(kibana, 'GET', OWN, await login(kibana, 'ann'))).body.uid, own.body.uid)
    t.not((await send(kibana, 'GET', OWN, await login(kibana, 'bob'))).body.uid, own.body.uid)
  })

  t.test('requires security, and up to 9.3 a session', async t => {
    const kibana = await server(t)
    await login(kibana, 'ann')
    const notFound = { status: 404, body: errorBody(404, 'Not Found') }
    t.match(await send(kibana, 'GET', OWN, by('ann')), notFound)
    t.match(await send(await testServer(t), 'GET', OWN), notFound)
    t.match(await send(await testServer(t, { kibanaVersion: '9.4.0' }), 'GET', OWN), notFound)
  })

  t.test('from 9.4 on, activates the profile for Basic credentials, and returns the owner\'s profile for an API key', async t => {
    const kibana = await server(t, { kibanaVersion: '9.4.0' })
    const key = { authorization: `ApiKey ${btoa('id:key')}` }
    t.equal((await send(kibana, 'GET', OWN, key)).status, 404)
    const { body } = await send(kibana, 'GET', OWN, by('ann'))
    t.match(body, { uid: UID, user: { authentication_provider: { type: 'http', name: '__http__' } } })
    t.equal((await send(kibana, 'GET', OWN, key)).body.uid, body.uid)
  })

  t.test('returns the requested parts of the stored data', async t => {
    const kibana = await server(t)
    const session = await login(kibana, 'ann')
    const avatar = { initials: 'AL', color: '#fff', imageUrl: null }
    t.match(await send(kibana, 'POST', `${OWN}/_data`, session, { avatar, other: 1 }), { status: 200, body: undefined })
    await send(kibana, 'POST', `${OWN}/_data`, session, { other: 2 })
    t.strictSame((await send(kibana, 'GET', `${OWN}?dataPath=avatar`, session)).body.data, { avatar })
    t.strictSame((await send(kibana, 'GET', `${OWN}?dataPath=*`, session)).body.data, { avatar, other: 2 })
    t.strictSame((await send(kibana, 'GET', OWN, session)).body.data, {})
    t.equal((await send(kibana, 'POST', `${OWN}/_data`, by('ann'), { avatar })).status, 404)
    kibana.reset()
    t.strictSame((await send(kibana, 'GET', `${OWN}?dataPath=*`, await login(kibana, 'ann'))).body.data, {})
  })
})

t.test('the users of cases', async t => {
  const author = async (kibana: RunningServer, headers: Record<string, string>) =>
    (await send(kibana, 'POST', '/api/cases', headers, newCase)).body.created_by.profile_uid

  t.test('have the id of their profile with a session, and with a header from 9.4 on', async t => {
    const kibana = await server(t)
    const session = await login(kibana, 'ann')
    t.match(await author(kibana, session), UID)
    t.equal(await author(kibana, by('ann')), undefined)
    t.match(await author(await server(t, { kibanaVersion: '9.4.0' }), by('ann')), UID)
  })

  t.test('are named by their profile as assignees from 9.5.1 on', async t => {
    const kibana = await server(t, { kibanaVersion: '9.5.1' })
    const { body: { uid } } = await send(kibana, 'GET', OWN, await login(kibana, 'bob'))
    const { body } = await send(kibana, 'POST', '/api/cases', by('ann'), { ...newCase, assignees: [{ uid }, { uid: 'u_other' }] })
    t.strictSame(body.assignees, [
      { uid, username: 'bob', full_name: 'Robert Stone', email: null }, { uid: 'u_other', username: null, full_name: null, email: null },
    ])
  })

  // Source: Kibana's cases/server/client/user_actions/users.ts (getUserProfileAvatar), 8.7 to 9.5
  t.test('have the texts of their avatar', async t => {
    const kibana = await server(t)
    const session = await login(kibana, 'ann')
    const { body: { id } } = await send(kibana, 'POST', '/api/cases', session, newCase)
    const reporter = async () => (await send(kibana, 'GET', `/internal/cases/${id}/_users`, session)).body.reporter
    const user = { email: 'ann@example.com', full_name: 'Ann Lee', username: 'ann' }
    t.strictSame(await reporter(), { user, uid: (await reporter()).uid })
    await send(kibana, 'POST', `${OWN}/_data`, session, { avatar: { initials: 'AL', color: '#fff', imageUrl: null, other: 'x' }, other: 1 })
    t.strictSame(await reporter(), { user, uid: (await reporter()).uid, avatar: { initials: 'AL', color: '#fff' } })
    for (const avatar of [{}, { imageUrl: 'data:image/png;base64,AA' }]) {
      await send(kibana, 'POST', `${OWN}/_data`, session, { avatar })
      t.strictSame((await reporter()).avatar, avatar)
    }
    await send(kibana, 'POST', `${OWN}/_data`, session, { avatar: null })
    t.notOk('avatar' in await reporter())
  })
})

t.test('POST /internal/security/user_profile/_bulk_get', async t => {
  t.test('returns profiles by id, and leaves out unknown ones', async t => {
    const kibana = await server(t)
    await login(kibana, 'ann')
    t.strictSame((await send(kibana, 'POST', `${OWN}/_bulk_get`, by('bob'), { uids: ['u_eve', 'u_none', 'u_eve'] })).body, [
      { uid: 'u_eve', enabled: true, data: {}, user: { username: 'eve' } },
    ])
  })

  t.test('refuses callers without a feature of Cases, and lists of no or over 1000 ids', async t => {
    const kibana = await server(t)
    t.match(await send(kibana, 'POST', `${OWN}/_bulk_get`, by('eve'), { uids: ['a'] }), {
      status: 403, body: { message: /\[bulkGetUserProfiles\]$/ },
    })
    t.match(await send(kibana, 'POST', `${OWN}/_bulk_get`, by('ann'), { uids: [] }), {
      status: 400, body: { message: '[request body.uids]: array size is [0], but cannot be smaller than [1]' },
    })
    t.match(await send(kibana, 'POST', `${OWN}/_bulk_get`, by('ann'), { uids: Array(1001).fill('a') }), {
      status: 400, body: { message: '[request body.uids]: array size is [1001], but cannot be greater than [1000]' },
    })
  })
})

// Source: Kibana's cases/server/services/user_profiles/index.ts at commit 180656dd; Elasticsearch's ReservedRolesStore (superuser)
t.test('POST /internal/cases/_suggest_user_profiles', async t => {
  const suggest = async (kibana: RunningServer, body: object, username = 'ann') => await send(kibana, 'POST', SUGGEST, by(username), body)
  const matches: [body: object, names: string[]][] = [
    [{ name: '', owners: ['observability'] }, ['ann', 'bob']],
    [{ name: '', owners: ['observability', 'cases'] }, ['ann']],
    [{ name: 'sto', owners: ['observability'] }, ['bob']],
    [{ name: 'Ann@ex', owners: ['cases'] }, ['ann']],
    [{ name: 'ee', owners: ['cases'] }, []],
    [{ name: '', owners: ['unknown'] }, ['ann']],
    [{ name: '', owners: ['unknown', 'observability'] }, ['ann']],
    [{ name: '', owners: [] }, []],
    [{ name: '', owners: ['observability'], size: 1 }, ['ann']],
  ]
  for (const [body, names] of matches) {
    t.test(`finds ${names.join(', ') || 'no user'} by ${JSON.stringify(body)}`, async t => {
      const kibana = await server(t)
      for (const name of ['ann', 'bob']) await login(kibana, name)
      const { body: found } = await suggest(kibana, body)
      t.strictSame(found.map(({ user }: { user: { username: string } }) => user.username), names)
    })
  }

  t.test('finds no user who never logged in, and no users at all with security off', async t => {
    const kibana = await server(t)
    t.strictSame((await suggest(kibana, { name: '', owners: ['cases'] })).body, [])
    t.strictSame((await send(await testServer(t), 'POST', SUGGEST, {}, { name: '', owners: ['cases'] })).body, [])
  })

  t.test('finds no deleted user, until a user with that name is created again', async t => {
    const kibana = await server(t)
    const bob = { username: 'bob', password: 'bob', roles: ['superuser'] }
    const usersUrl = '/internal/security/users/bob'
    const found = async () => {
      const suggested = await suggest(kibana, { name: 'bob', owners: ['cases'] })
      const listed = await send(kibana, 'GET', '/internal/detection_engine/users/_find?searchTerm=bob', by('ann'))
      return [suggested.status, suggested.body.length, listed.status, listed.body.length]
    }
    await send(kibana, 'POST', usersUrl, by('ann'), bob)
    await login(kibana, 'bob')
    t.strictSame(await found(), [200, 1, 200, 1])
    await send(kibana, 'DELETE', usersUrl, by('ann'))
    t.strictSame(await found(), [200, 0, 200, 0])
    await send(kibana, 'POST', usersUrl, by('ann'), bob)
    t.strictSame(await found(), [200, 1, 200, 1])
  })

  t.test('includes the avatar', async t => {
    const kibana = await server(t)
    await send(kibana, 'POST', `${OWN}/_data`, await login(kibana, 'ann'), { avatar: { initials: 'A' }, other: 1 })
    t.match((await suggest(kibana, { name: 'a', owners: ['cases'] })).body, [
      { uid: UID, enabled: true, data: { avatar: { initials: 'A' } }, user: { username: 'ann' } },
    ])
  })

  const refusals: [what: string, body: object, options: ServerOptions, status: number, message: string | RegExp][] = [
    ['an empty body', {}, {}, 400, 'Invalid value "undefined" supplied to "name",Invalid value "undefined" supplied to "owners"'],
    ['another key', { name: '', owners: [], x: 1 }, {}, 400, 'invalid keys "x"'],
    ['a size over 10', { name: '', owners: [], size: 11 }, { license: 'basic' }, 400, 'The size field cannot be more than 10.'],
    ['a size of 0', { name: '', owners: [], size: 0 }, {}, 400, 'The size field cannot be less than 1.'],
    ['a license below Platinum',
      { name: '', owners: ['cases'] }, { license: 'gold' }, 403,
      'In order to retrieve suggested user profiles, you must be subscribed to an Elastic Platinum license'],
    ['a license below Platinum, also for no owners',
      { name: '', owners: [] }, { license: 'gold' }, 403,
      'In order to retrieve suggested user profiles, you must be subscribed to an Elastic Platinum license'],
    ['a size over 100, before 8.10',
      { name: '', owners: [], size: 101 }, { kibanaVersion: '8.9.0' }, 400, 'size must be between 0 and 100'],
    ['a license below Platinum first, before 8.10',
      { name: '', owners: [], size: 101 }, { kibanaVersion: '8.9.0', license: 'gold' }, 403, /Platinum/],
  ]
  for (const [what, body, options, status, message] of refusals) {
    t.test(`refuses ${what}`, async t => {
      const kibana = await server(t, {
        ...options, security: { ...SECURITY, roles: { observer: roleOf({ observabilityCases: ['read'] }, ['*']) } },
      })
      t.match(await suggest(kibana, body), { status, body: { message } })
    })
  }

  t.test('refuses callers without a feature of Cases', async t => {
    t.match(await suggest(await server(t), { name: '', owners: [] }, 'eve'), {
      status: 403, body: { message: /\[casesSuggestUserProfiles\]$/ },
    })
  })
})

t.test('GET /internal/detection_engine/users/_find', async t => {
  t.test('finds users with a profile by their names', async t => {
    const kibana = await server(t)
    for (const name of ['ann', 'bob']) await login(kibana, name)
    const found = async (query: string) => (await send(
      kibana, 'GET', `/internal/detection_engine/users/_find${query}`, by('ann'),
    )).body.map(({ user }: { user: object }) => user)
    t.strictSame(await found('?searchTerm=rob'), [{ username: 'bob', full_name: 'Robert Stone' }])
    t.equal((await found('')).length, 3)
  })
})
