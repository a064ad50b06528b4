import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as } from '../helpers/security.js'
import { inSpace, options, send } from './raw-requests.js'

t.test('a body', async t => {
  const deep = (depth: number, open: string, close: string, inside = '1') => open.repeat(depth) + inside + close.repeat(depth)
  const post = async (kibana: RunningServer, body: string, contentType = 'application/json', url = '/api/cases') =>
    await send(kibana, url, { method: 'POST', headers: { 'content-type': contentType }, body })

  for (const [what, body] of [['lists', deep(400_000, '[', ']')], ['objects', deep(150_000, '{"a":', '}')], [
    'lists in an object', `{"title":${deep(1001, '[', ']')}}`,
  ]] as const) {
    t.test(`that nests ${what} too deeply is refused as invalid JSON`, async t => {
      const kibana = await testServer(t)
      t.strictSame(await post(kibana, body), { status: 400, message: 'Invalid request payload JSON format' })
      t.match(await post(kibana, body, 'text/plain'), { status: 400, message: /could not parse object value from json input/ })
    })
  }

  t.test('may nest a thousand levels and is decoded normally', async t => {
    const kibana = await testServer(t)
    t.match(await post(kibana, JSON.stringify({ ...newCase, tags: JSON.parse(deep(990, '[', ']')) })), {
      status: 400, message: /supplied to "tags"/,
    })
    t.match(await post(kibana, JSON.stringify({ ...newCase, extra: JSON.parse(deep(990, '{"a":', '}')) })), {
      status: 400, message: /^invalid keys "extra,/,
    })
  })

  t.test('with a string in place of an object has the same depth limit', async t => {
    const kibana = await testServer(t)
    const role = async (metadata: unknown) =>
      await as(kibana, 'x', { method: 'PUT', url: '/api/security/role/r', payload: { metadata } as object })
    t.equal((await role(deep(1001, '{"a":', '}'))).json().message, '[request body.metadata]: could not parse record value from json input')
    t.equal((await role('{"__proto__":{"polluted":true}}')).statusCode, 400)
    t.equal((await role(deep(900, '{"a":', '}'))).statusCode, 204)
    t.equal((await as(kibana, 'x', { url: '/api/security/role/r' })).statusCode, 200)
  })

  for (const body of ['{"__proto__":{"polluted":true}}', '{"a":{"b":[{"__proto__":null}]}}', '{"\\u005f_proto__":{"polluted":true}}']) {
    t.test(`with ${body} is refused as invalid JSON, as text too`, async t => {
      const kibana = await testServer(t)
      t.strictSame(await post(kibana, body), { status: 400, message: 'Invalid request payload JSON format' })
      t.match(await post(kibana, body, 'text/plain'), { status: 400, message: /could not parse object value from json input/ })
      t.equal(Reflect.get({}, 'polluted'), undefined)
    })
  }

  for (const body of [
    '{"constructor":{"prototype":{"polluted":true}}}', '{"prototype":{"polluted":true}}', '{"toString":1,"hasOwnProperty":1,"valueOf":1}',
  ]) {
    t.test(`with ${body} is refused for unknown keys`, async t => {
      const kibana = await testServer(t)
      t.match(await post(kibana, JSON.stringify({ ...newCase, ...JSON.parse(body) })), { status: 400, message: /^invalid keys "/ })
      t.match(await post(kibana, '__proto__[polluted]=true&constructor=1&__proto__=1', 'application/x-www-form-urlencoded'), {
        status: 400,
      })
      t.equal(Reflect.get({}, 'polluted'), undefined)
    })
  }

  // Quadratic work would take minutes
  t.test('with very many fields is read in one pass', { timeout: 60_000 }, async t => {
    const kibana = await testServer(t)
    const form = Array.from({ length: 130_000 }, (_, index) => `${index.toString(36)}=1`).join('&')
    t.match(await post(kibana, form, 'application/x-www-form-urlencoded'), { status: 400 })
  })

  t.test("cannot set a case's space, author or id", async t => {
    const kibana = await testServer(t, options)
    for (const extra of [
      { space: 'space2' }, { namespaces: ['space2'] }, { created_by: { username: 'admin' } }, { id: 'mine' }, { version: 'WzAsMV0=' },
    ]) {
      const response = await as(kibana, 'jane', { method: 'POST', url: '/s/space1/api/cases', payload: { ...newCase, ...extra } })
      t.equal(
        response.json().message,
        `invalid keys "${Object.keys(extra)[0]}${typeof Object.values(extra)[0] === 'object'
          ? `,${JSON.stringify(Object.values(extra)[0])}`
          : ''}"`,
      )
    }
  })

  t.test('cannot change a case of another space or reveal that it exists', async t => {
    const kibana = await testServer(t, options)
    const { id, version } = await inSpace(kibana, 'space2')
    const patch = async (id: string) => (await as(kibana, 'jane', {
      method: 'PATCH', url: '/s/space1/api/cases', payload: { cases: [{ id, version, title: 'Mine' }] },
    })).json()
    t.strictSame(await patch(id), errorBody(404, `These cases ${id} do not exist. Please check you have the correct ids.`))
    t.strictSame(await patch('nope'), errorBody(404, 'These cases nope do not exist. Please check you have the correct ids.'))
    t.equal((await as(kibana, 'admin', { url: `/s/space2/api/cases/${id}` })).json().title, newCase.title)
  })
})
