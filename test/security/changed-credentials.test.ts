import t from 'tap'
import { testServer } from '../helpers/app.js'
import { basic } from '../helpers/security.js'

const OLD = basic('ann', 'old')
const NEW = basic('ann', 'new')

t.test('an accepted header is checked again after each change of its user', async t => {
  const changes: [string, { method: 'POST' | 'DELETE', url: string, payload?: object }, { old: number, new: number }][] = [
    ['a new password',
      { method: 'POST', url: '/internal/security/users/ann', payload: { username: 'ann', password: 'new', roles: ['viewer'] } },
      { old: 401, new: 200 }],
    ['another role',
      { method: 'POST', url: '/internal/security/users/ann', payload: { username: 'ann', roles: [] } }, { old: 403, new: 401 }],
    ['the removal of the user', { method: 'DELETE', url: '/internal/security/users/ann' }, { old: 401, new: 401 }],
    ['a reset', { method: 'POST', url: '/_mock/reset' }, { old: 200, new: 401 }],
  ]
  const { app } = await testServer(t, {
    kibanaVersion: '9.5.4',
    security: { users: { admin: { password: 'admin', roles: ['superuser'] }, ann: { password: 'old', roles: ['viewer'] } } },
  })
  const statusOf = async (authorization: string) => (await app.inject({ url: '/api/cases/_find', headers: { authorization } })).statusCode
  for (const [claim, { method, url, payload }, expected] of changes) {
    await app.inject({ method: 'POST', url: '/_mock/reset' })
    t.equal(await statusOf(OLD), 200)
    const headers = { authorization: basic('admin'), 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'test' }
    t.match((await app.inject({ method, url, headers, ...(payload && { payload }) })).statusCode, /^20[04]$/)
    t.strictSame({ old: await statusOf(OLD), new: await statusOf(NEW) }, expected, claim)
  }
})
