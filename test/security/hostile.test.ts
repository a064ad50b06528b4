import t from 'tap'
import { testServer } from '../helpers/app.js'
import { newCase } from '../helpers/cases.js'
import { as, basic } from '../helpers/security.js'
import { inSpace, options, send } from './raw-requests.js'

t.test('a path', async t => {
  t.test("reaches no other space's data", async t => {
    const kibana = await testServer(t, options)
    const { id } = await inSpace(kibana, 'space2')
    t.equal((await send(kibana, `/s/space2/api/cases/${id}`, { headers: { authorization: basic('admin') } })).status, 200)
    const paths = [
      `/s/space1/../space2/api/cases/${id}`,
      `/s/space1/%2e%2e/space2/api/cases/${id}`,
      `/s/space1/s/space2/api/cases/${id}`,
      `/s/space1/api/cases/..%2f..%2f..%2fs%2fspace2%2fapi%2fcases%2f${id}`,
      `/s/space1/api/cases/space2:${id}`,
      `/s/space1/api/cases/${id}`,
      `/s/space1/api/cases/${id}?space=space2&namespaces=space2`,
      `/s/space1//s/space2/api/cases/${id}`,
      `//s/space2/api/cases/${id}`,
      `/s/space1%2f..%2fspace2/api/cases/${id}`,
      `/S/space2/api/cases/${id}`,
    ]
    for (const path of paths) {
      const { status } = await send(kibana, path)
      t.ok([403, 404].includes(status), `${status} for ${path}`)
    }
    t.equal((await send(kibana, `/s/space2/api/cases/${id}`)).message, 'Unauthorized to get space2 space')
  })

  t.test('reaches no file', async t => {
    const kibana = await testServer(t)
    for (const path of [
      '/api/cases/..%2f..%2fpackage.json', '/api/cases/%2fetc%2fpasswd', '/../../../../etc/passwd', '/api/cases/file:%2f%2f%2fetc%2fpasswd',
      '/api/cases/a%00b',
    ]) {
      const { status, message } = await send(kibana, path)
      t.equal(status, 404, path)
      t.match(message, /^(Not Found|Saved object \[cases\/.*\] not found)$/s)
    }
  })

  for (const id of ['__proto__', 'constructor', 'toString', 'a'.repeat(10_000), '%00', '%F0%9F%92%A5', '..', '%25', '"]}']) {
    t.test(`with the id ${id.slice(0, 20)} of a case or a space is answered, and the server stays up`, async t => {
      const kibana = await testServer(t)
      t.ok([400, 404].includes((await send(kibana, `/api/cases/${encodeURI(decodeURI(id))}`)).status))
      t.equal((await send(kibana, `/s/${id}/api/cases/a`)).status, 404)
      t.equal((await send(kibana, '/api/status')).status, 200)
    })
  }
})

t.test('a header', async t => {
  t.test('grants no other user name and no other space', async t => {
    const kibana = await testServer(t, options)
    const { id } = await inSpace(kibana, 'space2')
    const tricks = {
      'es-security-runas-user': 'admin',
      'x-forwarded-user': 'admin',
      'kbn-space-id': 'space2',
      'x-original-url': `/s/space2/api/cases/${id}`,
      'x-http-method-override': 'DELETE',
    }
    t.equal((await send(kibana, `/s/space1/api/cases/${id}`, { headers: tricks })).status, 404)
    t.equal((await send(kibana, `/s/space2/api/cases/${id}`, { headers: tricks })).status, 403)
    const created = await as(kibana, 'jane', { method: 'POST', url: '/s/space1/api/cases', headers: tricks, payload: newCase })
    t.equal(created.json().created_by.username, 'jane')
  })

  t.test('with an odd value is refused or ignored', async t => {
    const kibana = await testServer(t, options)
    const headers = [
      { authorization: 'Basic ' }, { authorization: `Basic ${'A'.repeat(12_000)}` }, { authorization: 'Basic ////' },
      { authorization: `ApiKey ${'='.repeat(500)}` }, { authorization: 'x'.repeat(5000) },
      { 'content-type': 'a/b;'.repeat(500), authorization: basic('admin') },
    ]
    for (const each of headers) t.ok((await send(kibana, '/api/cases/a', { headers: each })).status >= 400)
    t.equal((await send(kibana, '/api/status')).status, 200)
  })
})

t.test('the control routes', async t => {
  const deep = `{"cases":[${'{"title":['.repeat(100_000)}1${']}'.repeat(100_000)}]}`
  const bodies: [string, number][] = [
    [deep, 400],
    [`{"connectors":[{"id":"x","actionTypeId":".jira","name":"a","config":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}]}`, 400],
    ['"../package.json"', 400],
    ['["fixtures/docs-examples.json"]', 400],
    ['{"__proto__":{"polluted":true}}', 400],
    ['{"cases":[{"title":"a","__proto__":{"polluted":true}}]}', 400],
    ['{"cases":[{"title":"a","constructor":{"prototype":{"polluted":true}}}]}', 400],
    // Brackets and quotes inside a string do not count as nesting
    [`{"cases":[{"title":"a","description":"${'[{\\"'.repeat(2000)}"}]}`, 204],
  ]
  for (const [method, url] of [['PUT', '/_mock/state'], ['POST', '/_mock/seed']] as const) {
    t.test(`${method} ${url} refuses file names, prototypes, and nesting that could overflow the stack`, async t => {
      const { app } = await testServer(t)
      for (const [payload, status] of bodies) {
        const response = await app.inject({ method, url, headers: { 'content-type': 'application/json' }, payload })
        t.equal(response.statusCode, status, `${payload.slice(0, 60)}: ${response.body.slice(0, 120)}`)
      }
      t.equal(Reflect.get({}, 'polluted'), undefined)
      t.equal((await app.inject({
        method, url, headers: { 'content-type': 'application/json' }, payload: '{"cases":[{"title":"\\',
      })).statusCode, 400)
    })
  }
})

t.test('credentials', async t => {
  t.test('appear in no log, no answer and no exported state', async t => {
    const lines: string[] = []
    const kibana = await testServer(t, {
      security: { users: { jane: { password: 'correct-horse', roles: ['superuser'] } }, apiKeys: { 'c2VjcmV0LWtleQ==': 'jane' } },
      logger: { level: 'trace', stream: { write: (line: string) => lines.push(line) } },
    })
    const answers = []
    for (const authorization of [
      basic('jane', 'correct-horse'), basic('jane', 'wrong-horse'), 'ApiKey c2VjcmV0LWtleQ==', 'ApiKey d3Jvbmcta2V5',
      'Bearer tokentokentoken',
    ]) {
      for (const url of [
        '/api/cases/a', '/api/status', '/api/security/role', '/api/unknown',
      ]) answers.push((await kibana.app.inject({ url, headers: { authorization } })).body)
    }
    t.ok(lines.length > 0)
    answers.push(JSON.stringify(kibana.exportState()), (await kibana.app.inject('/_mock/state')).body)
    t.notMatch([...lines, ...answers].join('\n'), /horse|c2VjcmV0|d3Jvbmc|tokentoken|amFuZTpjb3/)
  })
})
