import t from 'tap'
import { testServer } from '../helpers/app.js'
import { attach, userComment } from '../helpers/attachments.js'
import { call, createCase, errorBody, newCase } from '../helpers/cases.js'
import { kibanaContext } from '../helpers/kibana-context.js'
import { basic, roleOf } from '../helpers/security.js'
import { upload } from '../helpers/upload.js'

const ids = (...list: string[]) => `/api/cases?ids=${encodeURIComponent(JSON.stringify(list))}`

t.test('DELETE /api/cases', async t => {
  t.test('answers 204 without a body, and deletes the case with everything that belongs to it', async t => {
    const kibana = await testServer(t)
    const { store } = await kibanaContext(kibana)
    const { id } = await createCase(kibana)
    const other = await createCase(kibana)
    const { comments: [comment] } = await attach(kibana, id)
    await attach(kibana, other.id)
    await upload(kibana, id, [['file', 'x', 'a.txt']])

    const response = await kibana.app.inject({ method: 'DELETE', url: ids(id), headers: { 'kbn-xsrf': 'true' } })
    t.equal(response.statusCode, 204)
    t.equal(response.body, '')
    t.equal(response.headers['content-type'], undefined)

    t.strictSame((await call(kibana, 'GET', `/api/cases/${id}`)).body, errorBody(404, `Saved object [cases/${id}] not found`))
    t.equal((await call(kibana, 'GET', `/api/cases/${id}/user_actions/_find`)).status, 404)
    t.equal((await call(kibana, 'GET', `/api/cases/${id}/comments/${comment.id}`)).status, 404)
    for (const type of ['cases-comments', 'cases-user-actions', 'file'] as const) t.equal(store.countOfCase(type, id), 0, type)
    t.equal(store.count('file'), 0)
    t.equal(store.countOfCase('cases-comments', other.id), 1)
    t.equal((await call(kibana, 'GET', '/api/cases/_find')).body.total, 1)
  })

  t.test('accepts a repeated key, and a repeated id', async t => {
    const kibana = await testServer(t)
    const [a, b] = [await createCase(kibana), await createCase(kibana)]
    t.equal((await call(kibana, 'DELETE', `/api/cases?ids=${a.id}&ids=${b.id}&ids=${a.id}`)).status, 204)
    t.equal((await call(kibana, 'GET', '/api/cases/_find')).body.total, 0)
  })

  t.test('deletes nothing if an id is unknown, and reports the first one', async t => {
    const kibana = await testServer(t, { spaces: ['other'] })
    const here = await createCase(kibana)
    const there = await createCase(kibana, {}, '/s/other')
    for (const unknown of ['nope', there.id]) {
      const { status, body } = await call(kibana, 'DELETE', ids(here.id, unknown, 'neither'))
      t.equal(status, 404)
      t.strictSame(body, errorBody(404, `Saved object [cases/${unknown}] not found`))
    }
    t.equal((await call(kibana, 'GET', '/api/cases/_find')).body.total, 1)
    t.equal((await call(kibana, 'GET', '/s/other/api/cases/_find')).body.total, 1)
  })

  // Source: Kibana's kbn-config-schema types array_type, object_type; cases_api_integration tests cases/delete_cases.ts
  const refused: [query: string, message: string][] = [
    ['', '[request query.ids]: expected value of type [array] but got [undefined]'],
    ['?ids=abc', '[request query.ids]: could not parse array value from json input'],
    ['?ids=', '[request query.ids]: could not parse array value from json input'],
    ['?ids=%5B1%5D', '[request query.ids.0]: expected value of type [string] but got [number]'],
    ['?ids=%5B%22a%22%5D&x=1', '[request query.x]: definition for this key is missing'],
    ['?ids=%5B%5D', 'The length of the field ids is too short. Array must be of length >= 1.'],
    [`?ids=${JSON.stringify(Array.from({ length: 101 }, (_, number) => String(number)))}`,
      'The length of the field ids is too long. Array must be of length <= 100.'],
    ['?ids=%5B%22a%22%2C%22%22%5D', 'string must have length >= 1'],
    ['?ids=%20&ids=a', 'string must have length >= 1'],
  ]
  for (const [query, message] of refused) {
    t.test(`refuses ${query.slice(0, 40) || 'no ids'}`, async t => {
      const { status, body } = await call(await testServer(t), 'DELETE', `/api/cases${query}`)
      t.equal(status, 400)
      t.strictSame(body, errorBody(400, message))
    })
  }

  // Source: Kibana's core http router-server-internal/src/request.ts, 9.1; cases/server/routes/api/register_routes.ts for the body
  t.test('checks the query before the body, the body before the space, the space before the ids', async t => {
    const kibana = await testServer(t)
    t.match((await call(kibana, 'DELETE', '/s/nope/api/cases?ids=abc', [])).body, { message: /^\[request query\.ids\]: / })
    t.match((await call(kibana, 'DELETE', '/s/nope/api/cases?ids=%5B%5D', [])).body, { message: /^\[request body\]: types that failed/ })
    t.equal((await call(kibana, 'DELETE', '/s/nope/api/cases')).status, 400)
    t.strictSame((await call(kibana, 'DELETE', '/s/nope/api/cases?ids=%5B%5D')).body, errorBody(404, 'Saved object [space/nope] not found'))
  })

  t.test('needs kbn-xsrf', async t => {
    const { app } = await testServer(t)
    t.match((await app.inject({ method: 'DELETE', url: ids('a') })).json(), { message: 'Request must contain a kbn-xsrf header.' })
  })

  t.test('requires the privilege to delete the cases of all owners', async t => {
    const kibana = await testServer(t, {
      spaces: ['space1'],
      security: {
        users: { admin: { password: 'admin', roles: ['superuser'] }, ann: { password: 'ann', roles: ['deleter'] } },
        roles: { deleter: roleOf({ generalCasesV3: ['minimal_read', 'cases_delete'] }) },
      },
    })
    const create = async (owner: string) =>
      (await call(kibana, 'POST', '/s/space1/api/cases', { ...newCase, owner }, { authorization: basic('admin') })).body.id
    const [own, foreign] = [await create('cases'), await create('observability')]
    const remove = (...list: string[]) => call(kibana, 'DELETE', `/s/space1${ids(...list)}`, undefined, { authorization: basic('ann') })
    t.strictSame((await remove(own, foreign)).body, errorBody(403, 'Unauthorized to delete case with owners: "cases, observability"'))
    // Unknown ids are reported to all callers
    t.equal((await remove(foreign, 'nope')).status, 404)
    t.equal((await remove(own)).status, 204)
  })

  t.test('removes the case from its alerts', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id, { type: 'alert', alertId: 'a', index: 'i', rule: { id: null, name: null }, owner: 'cases' })
    await attach(kibana, id, userComment)
    t.equal((await call(kibana, 'GET', '/api/cases/alerts/a')).body.length, 1)
    await call(kibana, 'DELETE', ids(id))
    t.strictSame((await call(kibana, 'GET', '/api/cases/alerts/a')).body, [])
  })
})
