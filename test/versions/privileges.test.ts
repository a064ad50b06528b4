import t from 'tap'
import { testServer } from '../helpers/app.js'
import { newCase } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'

type Feature = Readonly<Record<string, string[]>>
/** A request of a user with these privileges. */
type Try = 'create' | 'delete' | 'configure' | 'comment' | 'assign' | 'reopen' | 'reopen and rename' | 'assign alone' | 'assign and rename'

interface Row {
  readonly what: string
  readonly versions: readonly [before: string, from: string]
  readonly feature: Feature
  readonly tries: Try
  readonly owner?: string
  readonly status: readonly [old: number, now: number]
}

const ALL = ['all']
const V1 = 'securitySolutionCases'

const ROWS: readonly Row[] = [
  {
    what: 'generalCases', versions: ['8.1.3', '8.2.0'], feature: { generalCases: ALL }, tries: 'create', owner: 'cases', status: [403, 200],
  },
  { what: 'minimal_all deletes', versions: ['8.3.3', '8.4.0'], feature: { [V1]: ['minimal_all'] }, tries: 'delete', status: [204, 403] },
  {
    what: 'cases_delete',
    versions: ['8.3.3', '8.4.0'],
    feature: { [V1]: ['minimal_all', 'cases_delete'] },
    tries: 'delete',
    status: [204, 204],
  },
  {
    what: 'minimal_all configures',
    versions: ['8.11.4', '8.12.0'],
    feature: { [V1]: ['minimal_all'] },
    tries: 'configure',
    status: [200, 403],
  },
  {
    what: 'cases_settings',
    versions: ['8.11.4', '8.12.0'],
    feature: { [V1]: ['minimal_all', 'cases_settings'] },
    tries: 'configure',
    status: [200, 200],
  },
  { what: 'the second generation', versions: ['8.16.3', '8.17.0'], feature: { [`${V1}V2`]: ALL }, tries: 'create', status: [403, 200] },
  {
    what: 'create_comment',
    versions: ['8.16.3', '8.17.0'],
    feature: { [`${V1}V2`]: ['minimal_all', 'create_comment'] },
    tries: 'comment',
    status: [403, 200],
  },
  {
    what: 'minimal_all of the second generation comments',
    versions: ['8.17.0', '8.18.0'],
    feature: { [`${V1}V2`]: ['minimal_all'] },
    tries: 'comment',
    status: [403, 403],
  },
  { what: 'the third generation', versions: ['8.17.9', '8.18.0'], feature: { [`${V1}V3`]: ALL }, tries: 'create', status: [403, 200] },
  { what: 'the third generation', versions: ['8.17.9', '9.0.0'], feature: { [`${V1}V3`]: ALL }, tries: 'create', status: [403, 200] },
  {
    what: 'cases_assign',
    versions: ['8.17.9', '8.18.0'],
    feature: { [`${V1}V3`]: ['minimal_all', 'cases_assign'] },
    tries: 'assign',
    status: [403, 200],
  },
  {
    what: 'minimal_all of the second generation assigns',
    versions: ['8.17.9', '8.18.0'],
    feature: { [`${V1}V2`]: ['minimal_all'] },
    tries: 'assign',
    status: [200, 200],
  },
  // Source: Kibana of December 2024 (8.17), x-pack/plugins/cases/server/client/cases/bulk_update.ts, and its pull request 201654, of 8.18
  {
    what: 'case_reopen',
    versions: ['8.17.0', '8.18.0'],
    feature: { [`${V1}V2`]: ['minimal_read', 'case_reopen'] },
    tries: 'reopen',
    status: [403, 200],
  },
  ...(['reopen', 'reopen and rename'] as const).map((tries): Row => ({
    what: 'case_reopen',
    versions: [
      '9.4.3', '9.5.0',
    ],
    feature: { [`${V1}V3`]: ['minimal_read', 'case_reopen'] },
    tries,
    status: [200, tries === 'reopen' ? 200 : 403],
  })),
  ...(['assign alone', 'assign and rename'] as const).map((tries): Row => ({
    what: 'cases_assign',
    versions: [
      '9.4.3', '9.5.0',
    ],
    feature: { [`${V1}V3`]: ['minimal_read', 'cases_assign'] },
    tries,
    status: [200, tries === 'assign alone' ? 200 : 403],
  })),
  { what: 'the first generation stays', versions: ['8.2.0', '9.1.0'], feature: { [V1]: ALL }, tries: 'create', status: [200, 200] },
]

t.test('privileges by version', async t => {
  const kibana = await testServer(t)
  for (const { what, versions, feature, tries, owner = 'securitySolution', status } of ROWS) {
    t.test(`${what}: ${tries} (${versions.join(' | ')})`, async t => {
      for (const [index, kibanaVersion] of versions.entries()) {
        const sandbox = kibana.sandbox({
          kibanaVersion,
          security: {
            users: { ann: { password: 'x', roles: ['r'] }, root: { password: 'x', roles: ['superuser'] } },
            roles: { r: { kibana: [{ feature: { ...feature } }] } },
          },
        })
        const call = (user: string, method: 'POST' | 'PATCH' | 'DELETE' | 'GET', url: string, body?: object) => kibana.app.inject({
          method,
          url: new URL(sandbox.url).pathname + url,
          headers: { authorization: basic(user, 'x'), 'kbn-xsrf': 'true', ...(body && { 'content-type': 'application/json' }) },
          ...(body && { payload: JSON.stringify(body) }),
        })
        const made = { ...newCase, owner }
        const { id, version } = (await call('root', 'POST', '/api/cases', made)).json()
        const patch = async (changes: object) => call('ann', 'PATCH', '/api/cases', { cases: [{ id, version, ...changes }] })
        const reopen = async (more: object) => {
          const [closed] = (await call('root', 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })).json()
          return patch({ version: closed.version, status: 'open', ...more })
        }
        const answers = {
          create: () => call('ann', 'POST', '/api/cases', made),
          delete: () => call('ann', 'DELETE', `/api/cases?ids=["${id}"]`),
          configure: () => call('ann', 'POST', '/api/cases/configure', {
            connector: newCase.connector, closure_type: 'close-by-user', owner,
          }),
          comment: () => call('ann', 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'hi', owner }),
          assign: () => call('ann', 'POST', '/api/cases', { ...made, assignees: [{ uid: 'u' }] }),
          reopen: () => reopen({}),
          'reopen and rename': () => reopen({ title: 'y' }),
          'assign alone': () => patch({ assignees: [{ uid: 'u' }] }),
          'assign and rename': () => patch({ assignees: [{ uid: 'u' }], title: 'y' }),
        }
        t.equal((await answers[tries]()).statusCode, status[index], kibanaVersion)
        await sandbox.close()
      }
    })
  }
})

// Source: Kibana 8.0, 8.1 and 8.7, cases/server/client/cases/{create,find,get}.ts; its pull requests 159608, of 8.9, 167481, of 8.11, and
// 170297, of 8.12
t.test('callers without a privilege for any owner', async t => {
  const ofAny = (what: string) => `Unauthorized to access ${what} of any owner`
  const notCreated = 'Unauthorized to create case with owners: "securitySolution"'
  const rows = [
    ['8.8.2', notCreated, ofAny('cases'), ofAny('cases')],
    ['8.10.4', notCreated, ofAny('cases'), ofAny('case')],
    ['8.11.0', ofAny('case configurations'), ofAny('cases'), ofAny('case')],
    ['8.12.0', ofAny('case configurations'), ofAny('case configurations'), ofAny('case')],
  ] as const
  for (const [kibanaVersion, created, found, tags] of rows) {
    const { app } = await testServer(t, {
      kibanaVersion,
      license: 'basic',
      security: { roles: { r: { kibana: [{ feature: { discover: ALL } }] } }, users: { ann: { password: 'x', roles: ['r'] } } },
    })
    const headers = { authorization: basic('ann', 'x'), 'kbn-xsrf': 'true', 'content-type': 'application/json' }
    const payload = JSON.stringify({ ...newCase, owner: 'securitySolution' })
    t.match((await app.inject({ method: 'POST', url: '/api/cases', headers, payload })).json(), { statusCode: 403, message: created })
    // The license is missing too
    t.match((await app.inject({ url: '/api/cases/_find?assignees=u', headers })).json(), { statusCode: 403, message: found })
    t.match((await app.inject({ url: '/api/cases/tags', headers })).json(), { statusCode: 403, message: tags })
  }
})

// Source: Kibana 8.10, cases/server/client/cases/create.ts; its pull request 201654, of 8.18
t.test('a new case with assignees by a caller who may only read', async t => {
  for (const [kibanaVersion, verbs] of [['8.17.9', 'create'], ['8.18.0', 'update, create']] as const) {
    const { app } = await testServer(t, {
      kibanaVersion,
      security: { roles: { r: { kibana: [{ feature: { [V1]: ['read'] } }] } }, users: { ann: { password: 'x', roles: ['r'] } } },
    })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/cases',
      headers: { authorization: basic('ann', 'x'), 'kbn-xsrf': 'true', 'content-type': 'application/json' },
      payload: JSON.stringify({ ...newCase, owner: 'securitySolution', assignees: [{ uid: 'u' }] }),
    })
    t.equal(answer.json().message, `Unauthorized to ${verbs} case with owners: "securitySolution"`, kibanaVersion)
  }
})

// Source: actions_client.ts of Kibana in July 2023 and after its pull request 172528, of 8.12 (actions/server/actions_client)
t.test('an execution by a caller without a privilege for connectors', async t => {
  for (const [kibanaVersion, what] of [['8.11.4', 'actions'], ['8.12.0', 'a ".server-log" action']] as const) {
    const { app } = await testServer(t, {
      kibanaVersion,
      connectors: { log: { name: 'Log', actionTypeId: '.server-log' } },
      security: { roles: { r: { kibana: [{ feature: { [V1]: ALL } }] } }, users: { ann: { password: 'x', roles: ['r'] } } },
    })
    for (const url of ['/api/actions/connector/log/_execute', '/api/actions/action/log/_execute']) {
      const headers = { authorization: basic('ann', 'x'), 'kbn-xsrf': 'true', 'content-type': 'application/json' }
      const answer = await app.inject({ method: 'POST', url, headers, payload: JSON.stringify({ params: { message: 'hi' } }) })
      t.match(answer.json(), { statusCode: 403, message: `Unauthorized to execute ${what}` }, `${kibanaVersion} ${url}`)
    }
  }
})

t.test('/api/status without credentials', async t => {
  for (const [kibanaVersion, status] of [['8.8.2', 401], ['8.9.0', 200]] as const) {
    const kibana = await testServer(t, { kibanaVersion, security: { users: { root: { password: 'x', roles: ['superuser'] } } } })
    t.equal((await kibana.app.inject('/api/status')).statusCode, status, kibanaVersion)
  }
})

t.test('users who may be assigned', async t => {
  const role = (...privileges: string[]) => ({ kibana: [{ feature: { [V1]: privileges } }] })
  const user = (name: string) => ({ password: 'x', roles: [name], profile_uid: `u-${name}` })
  const security = {
    roles: { reads: role('read'), all: role('all'), none: { kibana: [] } },
    users: { reads: user('reads'), all: user('all'), none: user('none'), root: { password: 'x', roles: ['superuser'] } },
  }
  for (const [kibanaVersion, found] of [['8.11.4', ['u-all']], ['8.12.0', ['u-reads', 'u-all']]] as const) {
    const { app } = await testServer(t, { kibanaVersion, security })
    const answer = await app.inject({
      method: 'POST',
      url: '/internal/cases/_suggest_user_profiles',
      headers: { authorization: basic('root', 'x'), 'kbn-xsrf': 'true', 'content-type': 'application/json' },
      payload: JSON.stringify({ name: '', owners: ['securitySolution'] }),
    })
    t.strictSame(answer.json().map(({ uid }: { uid: string }) => uid), found, kibanaVersion)
  }
})
