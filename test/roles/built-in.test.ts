import t from 'tap'
import { testServer } from '../helpers/app.js'
import { as } from '../helpers/security.js'
import { badRequest, refused, roleServer, url } from './role-server.js'

t.test('roles that are built in', async t => {
  t.test('can be read, but neither changed nor deleted', async t => {
    const kibana = await roleServer(t)
    const reserved = (participle: string) => {
      const reason = `role [superuser] is reserved and cannot be ${participle}.`
      return badRequest(`[illegal_argument_exception\n\tRoot causes:\n\t\tillegal_argument_exception: ${reason}]: ${reason}`)
    }
    t.match((await as(kibana, 'admin', { url: url('superuser') })).json(), { metadata: { _reserved: true }, kibana: [{ base: ['*'], feature: {}, spaces: ['*'] }] })
    t.strictSame((await as(kibana, 'admin', { method: 'PUT', url: url('superuser'), payload: {} })).json(), reserved('modified'))
    for (const method of ['PUT', 'DELETE'] as const) {
      t.match((await as(kibana, 'admin', { method, url: url('monitoring_user'), ...(method === 'PUT' && { payload: {} }) })).json(), { statusCode: 400, message: /role \[monitoring_user\] is reserved/ })
    }
    t.strictSame((await as(kibana, 'admin', { method: 'DELETE', url: url('superuser') })).json(), reserved('deleted'))
  })
})

t.test('built-in roles in Cases, connectors and spaces', async t => {
  const builtIn = ['editor', 'kibana_admin', 'kibana_user', 'viewer']
  const users = Object.fromEntries(builtIn.map(name => [name, { password: name, roles: [name] }]))
  const newCase = { title: 't', description: 'd', tags: [], owner: 'securitySolution', settings: { syncAlerts: false }, connector: { id: 'none', name: 'none', type: '.none', fields: null } }
  const newConnector = { name: 'log', connector_type_id: '.cases-webhook', config: {}, secrets: {} }
  const requests = [
    ['reads cases', 'GET', '/api/cases/_find', undefined, [200, 200, 200, 200]],
    ['reads connectors', 'GET', '/api/actions/connectors', undefined, [200, 200, 200, 200]],
    ['creates a case', 'POST', '/api/cases', newCase, [200, 200, 200, 403]],
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
    t.strictSame((await as(kibana, 'viewer', { url: '/api/security/role' })).json(), refused('get', 'viewer', 'viewer', 'read_security,manage_security,all'))
  })

  t.test('their names cannot be used for other roles', async t => {
    const kibana = await testServer(t, { security: { users: { admin: { password: 'admin', roles: ['superuser'] } } } })
    for (const name of [...builtIn, 'superuser']) {
      const got = `got "${name}"`
      await t.rejects(testServer(t, { security: { roles: { [name]: {} } } }), { message: `startServer: security.roles.${name}: expected a name that no built-in role has, ${got}` })
      t.throws(() => kibana.seed({ roles: [{ id: name }] }), new RegExp(`roles\\[0\\]\\.id: expected a name that no built-in role has, ${got}`))
      t.equal((await as(kibana, 'admin', { method: 'PUT', url: url(name), payload: {} })).statusCode, 400)
      t.equal((await as(kibana, 'admin', { method: 'DELETE', url: url(name) })).statusCode, 400)
      t.match((await as(kibana, 'admin', { url: url(name) })).json(), { name, metadata: { _reserved: true }, kibana: [{ spaces: ['*'] }] })
    }
    t.strictSame(kibana.exportState().roles ?? [], [])
  })
})
