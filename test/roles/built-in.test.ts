import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as, elasticsearchText } from '../helpers/security.js'
import { refused, roleServer, url } from './role-server.js'

// Source: Elasticsearch's security/action/role/{TransportPutRoleAction,TransportDeleteRoleAction}.java
t.test('roles that are built in', async t => {
  t.test('can be read, but neither changed nor deleted', async t => {
    const kibana = await roleServer(t)
    const reason = 'Validation Failed: 1: Role [superuser] is reserved and may not be used.;'
    t.match((await as(kibana, 'admin', { url: url('superuser') })).json(), {
      metadata: { _reserved: true }, kibana: [{ base: ['*'], feature: {}, spaces: ['*'] }],
    })
    t.strictSame((await as(kibana, 'admin', { method: 'PUT', url: url('superuser'), payload: {} })).json(), errorBody(
      400, elasticsearchText('action_request_validation_exception', reason),
    ))
    for (const method of ['PUT', 'DELETE'] as const) {
      t.match((await as(kibana, 'admin', { method, url: url('monitoring_user'), ...(method === 'PUT' && { payload: {} }) })).json(), {
        statusCode: 400, message: /role \[monitoring_user\] is reserved/i,
      })
    }
    t.strictSame((await as(kibana, 'admin', { method: 'DELETE', url: url('superuser') })).json(), errorBody(
      400, elasticsearchText('illegal_argument_exception', 'role [superuser] is reserved and cannot be deleted'),
    ))
  })

  // Source: Elasticsearch's PR 106759, of 8.14
  t.test('are refused in other words before 8.14', async t => {
    const kibana = await roleServer(t, { kibanaVersion: '8.13.4' })
    t.strictSame((await as(kibana, 'admin', { method: 'PUT', url: url('viewer'), payload: {} })).json(), errorBody(
      400, elasticsearchText('illegal_argument_exception', 'role [viewer] is reserved and cannot be modified.'),
    ))
  })
})

t.test('built-in roles in Cases, connectors and spaces', async t => {
  const builtIn = ['editor', 'kibana_admin', 'kibana_user', 'viewer']
  const users = Object.fromEntries(builtIn.map(name => [name, { password: name, roles: [name] }]))
  const newConnector = { name: 'log', connector_type_id: '.cases-webhook', config: {}, secrets: {} }
  const requests = [
    ['reads cases', 'GET', '/api/cases/_find', undefined, [200, 200, 200, 200]],
    ['reads connectors', 'GET', '/api/actions/connectors', undefined, [200, 200, 200, 200]],
    ['creates a case', 'POST', '/api/cases', { ...newCase, owner: 'securitySolution' }, [200, 200, 200, 403]],
    ['reaches the checks of a new connector', 'POST', '/api/actions/connector', newConnector, [400, 400, 400, 403]],
    ['creates a space', 'POST', '/api/spaces/space', { id: 'other', name: 'Other' }, [200, 200, 200, 403]],
    ['reads roles', 'GET', '/api/security/role', undefined, [403, 403, 403, 403]],
  ] as const
  for (const [claim, method, path, payload, statuses] of requests) {
    for (const [index, name] of builtIn.entries()) {
      t.test(`${name}: ${claim}, or is refused, with ${statuses[index]}`, async t => {
        const kibana = await testServer(t, { security: { users } })
        const answer = await as(kibana, name, { method, url: path, ...(payload && { payload }) })
        t.equal(answer.statusCode, statuses[index], answer.body)
      })
    }
  }

  t.test('a refusal names the built-in role among the effective ones', async t => {
    const kibana = await testServer(t, { security: { users } })
    t.strictSame((await as(kibana, 'viewer', { url: '/api/security/role' })).json(), refused(
      'get', 'viewer', 'viewer', 'read_security,manage_security,all',
    ))
  })

  t.test('their names cannot be used for other roles', async t => {
    const kibana = await testServer(t, { security: { users: { admin: { password: 'admin', roles: ['superuser'] } } } })
    for (const name of [...builtIn, 'superuser']) {
      const got = `got "${name}"`
      await t.rejects(testServer(t, { security: { roles: { [name]: {} } } }), {
        message: `startServer: security.roles.${name}: expected a name that no built-in role has, ${got}`,
      })
      t.throws(
        () => kibana.seed({ roles: [{ id: name }] }), new RegExp(`roles\\[0\\]\\.id: expected a name that no built-in role has, ${got}`),
      )
      t.equal((await as(kibana, 'admin', { method: 'PUT', url: url(name), payload: {} })).statusCode, 400)
      t.equal((await as(kibana, 'admin', { method: 'DELETE', url: url(name) })).statusCode, 400)
      t.match((await as(kibana, 'admin', { url: url(name) })).json(), { name, metadata: { _reserved: true }, kibana: [{ spaces: ['*'] }] })
    }
    t.strictSame(kibana.exportState().roles ?? [], [])
  })
})

t.test('built-in roles without privileges in Cases', async t => {
  const onAudit = [{
    names: ['.transform-notifications-*', '.data-frame-notifications-*', '.transform-notifications-read'],
    privileges: ['view_index_metadata', 'read'],
    allow_restricted_indices: false,
  }]
  const reserved = (privilege: string) => [{ _reserved: [privilege], base: [], feature: {}, spaces: ['*'] }]
  const common = { transient_metadata: { enabled: true }, _transform_error: [], _unrecognized_applications: [] }
  const roles = [
    {
      name: 'rollup_user',
      metadata: { _reserved: true },
      ...common,
      elasticsearch: { cluster: ['monitor_rollup'], indices: [], run_as: [] },
      kibana: [],
    },
    {
      name: 'transform_user',
      metadata: { _reserved: true },
      ...common,
      elasticsearch: { cluster: ['monitor_transform'], indices: onAudit, run_as: [] },
      kibana: [],
    },
    {
      name: 'reporting_user',
      metadata: { _reserved: true, _deprecated: true, _deprecated_reason: 'Please use Kibana feature privileges instead' },
      ...common,
      elasticsearch: { cluster: [], indices: [], run_as: [] },
      kibana: [],
    },
    {
      name: 'watcher_user',
      metadata: { _reserved: true },
      ...common,
      elasticsearch: {
        cluster: ['monitor_watcher'],
        indices: [
          { names: ['.watches'], privileges: ['read'], allow_restricted_indices: true },
          { names: ['.watcher-history-*'], privileges: ['read'], allow_restricted_indices: false },
        ],
        run_as: [],
      },
      kibana: [],
    },
  ]
  for (const role of roles) {
    t.test(`${role.name} is listed with its privileges`, async t => {
      t.strictSame((await as(await roleServer(t), 'admin', { url: url(role.name) })).json(), role)
    })
  }

  for (const [
    name, privilege,
  ] of [['monitoring_user', 'monitoring'], ['machine_learning_admin', 'ml_admin'], ['apm_user', 'ml_apm_user']] as const) {
    t.test(`${name} has the reserved privilege ${privilege} in Kibana, which opens no space`, async t => {
      const users = { admin: { password: 'admin', roles: ['superuser'] }, jo: { password: 'jo', roles: [name] } }
      const kibana = await testServer(t, { security: { users } })
      for (const query of ['', '?replaceDeprecatedPrivileges=true']) {
        t.strictSame((await as(kibana, 'admin', { url: url(name, query) })).json().kibana, reserved(privilege))
      }
      t.strictSame((await as(kibana, 'jo', { url: '/api/cases/_find' })).json(), errorBody(403, 'Unauthorized to get default space'))
      t.strictSame((await as(kibana, 'jo', { url: '/' })).json(), errorBody(403, 'Forbidden'))
      t.strictSame((await as(kibana, 'jo', { url: url(name) })).json(), refused('get', 'jo', name, 'read_security,manage_security,all'))
    })
  }

  const admin = { admin: { password: 'admin', roles: ['superuser'] }, jo: { password: 'jo', roles: ['data_frame_transforms_user'] } }
  const [inEight, fromNine] = ['8.19.0', '9.0.0'].map(kibanaVersion => ({ kibanaVersion, security: { users: admin } }))

  t.test('the roles for data frames are built in before 9.0', async t => {
    const kibana = await testServer(t, inEight)
    t.match((await as(kibana, 'admin', { url: url('data_frame_transforms_user') })).json(), {
      metadata: { _deprecated_reason: 'Please use the [transform_user] role instead' },
    })
    t.equal((await as(kibana, 'admin', { method: 'PUT', url: url('data_frame_transforms_admin'), payload: {} })).statusCode, 400)
    t.equal((await as(kibana, 'admin', { url: '/api/security/role' })).json().length, 30)
  })

  t.test('their names are free from 9.0 on', async t => {
    const kibana = await testServer(t, fromNine)
    const request = { url: url('data_frame_transforms_user') }
    t.equal((await as(kibana, 'admin', request)).statusCode, 404)
    t.strictSame((await as(kibana, 'jo', request)).json(), refused(
      'get', 'jo', '', 'read_security,manage_security,all', 'data_frame_transforms_user',
    ))
    t.equal(
      (await as(kibana, 'admin', { method: 'PUT', ...request, payload: { kibana: [{ base: ['read'], spaces: ['*'] }] } })).statusCode, 204,
    )
    t.equal((await as(kibana, 'jo', { url: '/api/cases/_find' })).statusCode, 200)
    t.same(kibana.exportState().roles?.map(({ id }) => id), ['data_frame_transforms_user'])
    kibana.importState(kibana.exportState())
    t.equal((await as(kibana, 'admin', { method: 'DELETE', ...request })).statusCode, 204)
  })

  const DESCRIPTIONS = {
    superuser: 'Grants full access to cluster management and data indices. This role also grants direct read-only access to restricted ' +
      'indices like .security. A user with this role can impersonate any other user in the system, manage security and create roles ' +
      'with unlimited privileges. Take extra care when assigning it to a user.',
    kibana_admin: 'Grants access to all features in Kibana.',
    kibana_user: 'Grants access to all features in Kibana.',
    editor: 'Grants full access to all features in Kibana (including Solutions) and read-only access to data indices.',
    viewer: 'Grants read-only access to all features in Kibana (including Solutions) and to data indices.',
  }

  // Source: Elasticsearch's ReservedRolesStore and KibanaOwnedReservedRoleDescriptors
  t.test('have a description from 8.15 on, like all roles', async t => {
    for (const [kibanaVersion, described, status] of [['8.14.0', false, 400], ['8.15.0', true, 204]] as const) {
      const kibana = await testServer(t, { kibanaVersion, security: { users: admin } })
      for (const [name, text] of Object.entries(DESCRIPTIONS)) {
        t.equal((await as(kibana, 'admin', { url: url(name) })).json().description, described ? text : undefined)
      }
      t.equal((await as(kibana, 'admin', { method: 'PUT', url: url('own'), payload: { description: 'Ours' } })).statusCode, status)
    }
  })
})
