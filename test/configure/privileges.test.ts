import t, { type Test } from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody, jiraConnector, newCase } from '../helpers/cases.js'
import { newConfiguration, send as sendAs } from '../helpers/configure.js'
import { basic, roleOf } from '../helpers/security.js'

const text = { key: 'text', label: 'Text', type: 'text', required: false }
const user = (roles: string[], more: object = {}) => ({ password: '', roles, ...more })

/** A server with users of Security, of Observability and of neither in space1, and a configuration and a case of Security. */
async function securedServer (t: Test) {
  const kibana = await testServer(t, {
    spaces: ['space1'],
    connectors: { 'jira-1': { name: 'Live Jira', actionTypeId: '.jira' } },
    security: {
      users: {
        root: { ...user(['superuser'], { full_name: 'Root', profile_uid: 'u_root' }), password: 'root' },
        sec: {
          ...user(['sec_all', 'actions_read'], { full_name: 'Sec', email: 'sec@example.com', profile_uid: 'u_sec' }), password: 'sec',
        },
        sec_read: { ...user(['sec_read']), password: 'sec_read' },
        sec_delete: { ...user(['sec_delete']), password: 'sec_delete' },
        obs: { ...user(['obs_all']), password: 'obs' },
        other: { ...user(['actions_read']), password: 'other' },
      },
      roles: {
        sec_all: roleOf({ securitySolutionCasesV3: ['all'] }),
        sec_read: roleOf({ securitySolutionCasesV3: ['read'] }),
        sec_delete: roleOf({ securitySolutionCasesV3: ['cases_delete'] }),
        obs_all: roleOf({ observabilityCasesV3: ['all'] }),
        actions_read: roleOf({ actions: ['read'] }),
      },
    },
  })
  const send = (username: string, method: Parameters<typeof sendAs>[1], url: string, body?: unknown) =>
    sendAs(kibana as RunningServer, method, `/s/space1${url}`, body, { authorization: basic(username) })
  const {
    body: configuration,
  } = await send('root', 'POST', '/api/cases/configure', newConfiguration({ owner: 'securitySolution', customFields: [text] }))
  await send('root', 'POST', '/api/cases/configure', newConfiguration({ owner: 'observability' }))
  const { body: made } = await send('sec', 'POST', '/api/cases', {
    ...newCase, owner: 'securitySolution', connector: jiraConnector, assignees: [{ uid: 'u_root' }, { uid: 'u_nobody' }],
  })
  return { send, configuration, made }
}

const forbidden = (message: string) => errorBody(403, message)

t.test('privileges for the configuration', async t => {
  const { send, configuration } = await securedServer(t)
  const url = `/api/cases/configure/${configuration.id}`
  const owners = async (username: string, query = '') =>
    (await send(username, 'GET', `/api/cases/configure${query}`)).body.map(({ owner }: { owner: string }) => owner)
  t.strictSame(await owners('root'), ['securitySolution', 'observability'])
  t.strictSame(await owners('sec_read'), ['securitySolution'])
  t.strictSame(await owners('obs', '?owner=securitySolution'), [], 'unreadable configurations are left out')
  t.strictSame(
    (await send('other', 'GET', '/api/cases/configure')).body, forbidden('Unauthorized to access case configurations of any owner'),
  )

  const wrong = newConfiguration({
    owner: 'securitySolution', templates: [{ key: 'a', name: 'a', caseFields: null }, { key: 'a', name: 'a', caseFields: null }],
  })
  t.equal((await send('sec_read', 'POST', '/api/cases/configure', wrong)).status, 400, 'after the checks of the request')
  t.strictSame((await send('sec_read', 'POST', '/api/cases/configure', newConfiguration({ owner: 'securitySolution' }))).body, forbidden(
    'Unauthorized to create case configuration of any owner',
  ))
  t.strictSame((await send('obs', 'POST', '/api/cases/configure', newConfiguration({ owner: 'securitySolution' }))).body, forbidden(
    'Unauthorized to create case configuration with owners: "securitySolution"',
  ))

  t.strictSame(
    (await send('sec_read', 'PATCH', url, { version: 'stale' })).body,
    forbidden('Unauthorized to update case configuration with owners: "securitySolution"'),
    'before the version',
  )
  t.equal((await send('obs', 'PATCH', '/api/cases/configure/nope', { version: '' })).status, 404, 'after the look-up')
  t.equal((await send('obs', 'PATCH', url, {
    version: '', customFields: [{ ...text, type: 'toggle' }],
  })).status, 400, 'after the types of custom fields')
  t.equal((await send('sec', 'PATCH', url, { version: configuration.version, closure_type: 'close-by-pushing' })).status, 200)
})

t.test('cases use the configuration even if the caller may not read it', async t => {
  const { send } = await securedServer(t)
  const body = { ...newCase, owner: 'securitySolution', customFields: [{ key: 'text', type: 'text', value: 'x' }] }
  t.strictSame(
    (await send('obs', 'POST', '/api/cases', body)).body,
    errorBody(400, 'No custom fields configured.'),
    'and custom fields come before the privilege',
  )
  t.strictSame((await send('obs', 'POST', '/api/cases', { ...body, customFields: [] })).body, forbidden(
    'Unauthorized to create case with owners: "securitySolution"',
  ))
})

t.test('privileges for writing observables and custom fields', async t => {
  const { send, made } = await securedServer(t)
  const refused = 'Unauthorized to update case with owners: "securitySolution"'
  const observable = { typeKey: 'observable-type-ipv4', value: '10.0.0.1', description: null }
  const url = `/internal/cases/${made.id}/observables`
  // Kibana's observables routes turn this into a 400 too
  t.strictSame((await send('sec_read', 'POST', url, { observable: { ...observable, typeKey: 'unknown' } })).body, errorBody(
    400, `Failed to add observable: Error: ${refused}`,
  ))
  t.strictSame((await send('sec_read', 'PATCH', `${url}/nope`, { observable: { value: '', description: null } })).body, errorBody(
    400, `Failed to update observable: Error: ${refused}`,
  ))
  t.strictSame(
    (await send('sec_read', 'DELETE', `${url}/nope`)).body, errorBody(400, `Failed to delete observable id: nope: Error: ${refused}`),
  )
  t.equal((await send('sec', 'POST', url, { observable })).status, 200)

  const { body: { version } } = await send('sec', 'GET', `/api/cases/${made.id}`)
  const field = `/internal/cases/${made.id}/custom_fields`
  t.strictSame(
    (await send('sec_read', 'PUT', `${field}/nope`, { value: 'x', caseVersion: version })).body,
    forbidden(refused),
    'before the field is looked up',
  )
  t.equal((await send('sec_read', 'PUT', `${field}/text`, { value: 'x', caseVersion: 'stale' })).status, 409, 'after the version')
  t.strictSame((await send('sec_delete', 'PUT', `${field}/text`, { value: 'x', caseVersion: version })).body, forbidden(
    'Unauthorized to access case configurations of any owner',
  ))
  t.equal((await send('sec', 'PUT', `${field}/text`, { value: 'x', caseVersion: version })).status, 200)
})

t.test('privileges for reading activity', async t => {
  const { send, made } = await securedServer(t)
  const cases: [username: string, path: string, answer: number | string][] = [
    ['sec_read', '/api/cases/$/user_actions/_find', 200],
    ['obs', '/api/cases/$/user_actions/_find', 'Unauthorized to access case with owners: "securitySolution"'],
    ['other', '/api/cases/$/user_actions/_find', 'Unauthorized to access user actions of any owner'],
    ['sec_read', '/internal/cases/$/user_actions/_stats', 200],
    ['obs', '/internal/cases/$/user_actions/_stats', 'Unauthorized to access case with owners: "securitySolution"'],
    ['sec_read', '/internal/cases/$/_users', 200],
    ['obs', '/internal/cases/$/_users', 'Unauthorized to access case with owners: "securitySolution"'],
    ['sec_read', '/internal/cases/$/_connectors', 200],
    ['obs', '/internal/cases/$/_connectors', 'Unauthorized to access user actions with owners: "securitySolution"'],
    ['obs', '/internal/cases/nope/_connectors', 200],
  ]
  for (const [username, path, expected] of cases) {
    const { status, body } = await send(username, 'GET', path.replace('$', made.id))
    t.strictSame(status === 200 ? status : body, typeof expected === 'string' ? forbidden(expected) : expected, `${username} ${path}`)
  }
})

t.test('connectors have their current names for callers who may read connectors', async t => {
  const { send, made } = await securedServer(t)
  const name = async (username: string) => (await send(username, 'GET', `/internal/cases/${made.id}/_connectors`)).body['jira-1'].name
  t.strictSame([await name('sec'), await name('sec_read')], ['Live Jira', 'My Jira'])
})

t.test('users of a case are described by their profiles', async t => {
  const { send, made } = await securedServer(t)
  const sec = { user: { email: 'sec@example.com', full_name: 'Sec', username: 'sec' }, uid: 'u_sec' }
  t.strictSame((await send('sec', 'GET', `/internal/cases/${made.id}/_users`)).body, {
    participants: [sec],
    assignees: [{ user: { email: null, full_name: 'Root', username: 'root' }, uid: 'u_root' }, {
      user: { email: null, full_name: null, username: null }, uid: 'u_nobody',
    }],
    unassignedUsers: [],
    reporter: sec,
  })
})
