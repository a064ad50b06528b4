import t from 'tap'
import { request as httpRequest } from 'node:http'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { as, basic, roleOf } from '../helpers/security.js'

const newCase = {
  title: 'A', description: 'B', tags: [], owner: 'cases', settings: { syncAlerts: true }, connector: { id: 'none', name: 'none', type: '.none', fields: null },
}
const options = {
  spaces: ['space1', 'space2'],
  security: {
    users: { jane: { password: 'jane', roles: ['one'] }, admin: { password: 'admin', roles: ['superuser'] } },
    roles: { one: roleOf({ generalCasesV3: ['all'] }, ['space1']) },
  },
}

/** Sends a request without a client that would normalize its path. */
async function send ({ port }: RunningServer, path: string, { method = 'GET', headers = {}, body }: { method?: string, headers?: Record<string, string>, body?: string } = {}) {
  return await new Promise<{ status: number, message: string }>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers: { 'kbn-xsrf': 'true', authorization: basic('jane'), ...headers } }, async response => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      const text = Buffer.concat(chunks).toString()
      resolve({ status: response.statusCode!, message: text === '' ? '' : JSON.parse(text).message })
    })
    request.on('error', reject)
    request.end(body)
  })
}

const inSpace = async (kibana: RunningServer, space: string) => (await as(kibana, 'admin', { method: 'POST', url: `/s/${space}/api/cases`, payload: newCase })).json()

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
    for (const path of ['/api/cases/..%2f..%2fpackage.json', '/api/cases/%2fetc%2fpasswd', '/../../../../etc/passwd', '/api/cases/file:%2f%2f%2fetc%2fpasswd', '/api/cases/a%00b']) {
      const { status, message } = await send(kibana, path)
      t.equal(status, 404, path)
      t.match(message, /^(Not Found|Saved object \[cases\/.*\] not found)$/s)
    }
  })

  for (const id of ['__proto__', 'constructor', 'toString', 'a'.repeat(10_000), '%00', '%F0%9F%92%A5', '..', '%25', '"]}']) {
    t.test(`may hold the id ${id.slice(0, 20)} for a case and for a space`, async t => {
      const kibana = await testServer(t)
      t.ok([400, 404].includes((await send(kibana, `/api/cases/${encodeURI(decodeURI(id))}`)).status))
      t.equal((await send(kibana, `/s/${id}/api/cases/a`)).status, 404)
      t.equal((await send(kibana, '/api/status')).status, 200)
    })
  }
})

t.test('a header', async t => {
  t.test('grants no other name or space', async t => {
    const kibana = await testServer(t, options)
    const { id } = await inSpace(kibana, 'space2')
    const tricks = { 'es-security-runas-user': 'admin', 'x-forwarded-user': 'admin', 'kbn-space-id': 'space2', 'x-original-url': `/s/space2/api/cases/${id}`, 'x-http-method-override': 'DELETE' }
    t.equal((await send(kibana, `/s/space1/api/cases/${id}`, { headers: tricks })).status, 404)
    t.equal((await send(kibana, `/s/space2/api/cases/${id}`, { headers: tricks })).status, 403)
    const created = await as(kibana, 'jane', { method: 'POST', url: '/s/space1/api/cases', headers: tricks, payload: newCase })
    t.equal(created.json().created_by.username, 'jane')
  })

  t.test('with an odd value is refused or ignored', async t => {
    const kibana = await testServer(t, options)
    const headers = [{ authorization: 'Basic ' }, { authorization: `Basic ${'A'.repeat(12_000)}` }, { authorization: 'Basic ////' }, { authorization: `ApiKey ${'='.repeat(500)}` }, { authorization: 'x'.repeat(5000) }, { 'content-type': 'a/b;'.repeat(500), authorization: basic('admin') }]
    for (const each of headers) t.ok((await send(kibana, '/api/cases/a', { headers: each })).status >= 400)
    t.equal((await send(kibana, '/api/status')).status, 200)
  })
})

t.test('a body', async t => {
  const deep = (depth: number, open: string, close: string, inside = '1') => open.repeat(depth) + inside + close.repeat(depth)
  const post = async (kibana: RunningServer, body: string, contentType = 'application/json', url = '/api/cases') =>
    await send(kibana, url, { method: 'POST', headers: { 'content-type': contentType }, body })

  for (const [what, body] of [['lists', deep(400_000, '[', ']')], ['objects', deep(150_000, '{"a":', '}')], ['lists in an object', `{"title":${deep(1001, '[', ']')}}`]] as const) {
    t.test(`that nests ${what} too deep is refused as invalid JSON`, async t => {
      const kibana = await testServer(t)
      t.strictSame(await post(kibana, body), { status: 400, message: 'Invalid request payload JSON format' })
      t.match(await post(kibana, body, 'text/plain'), { status: 400, message: /could not parse object value from json input/ })
    })
  }

  t.test('may nest a thousand levels and is decoded normally', async t => {
    const kibana = await testServer(t)
    t.match(await post(kibana, JSON.stringify({ ...newCase, tags: JSON.parse(deep(990, '[', ']')) })), { status: 400, message: /supplied to "tags"/ })
    t.match(await post(kibana, JSON.stringify({ ...newCase, extra: JSON.parse(deep(990, '{"a":', '}')) })), { status: 400, message: /^invalid keys "extra,/ })
  })

  t.test('with a string in place of an object has the same depth limit', async t => {
    const kibana = await testServer(t)
    const role = async (metadata: unknown) => await as(kibana, 'x', { method: 'PUT', url: '/api/security/role/r', payload: { metadata } as object })
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

  for (const body of ['{"constructor":{"prototype":{"polluted":true}}}', '{"prototype":{"polluted":true}}', '{"toString":1,"hasOwnProperty":1,"valueOf":1}']) {
    t.test(`with ${body} is refused for unknown keys`, async t => {
      const kibana = await testServer(t)
      t.match(await post(kibana, JSON.stringify({ ...newCase, ...JSON.parse(body) })), { status: 400, message: /^invalid keys "/ })
      t.match(await post(kibana, '__proto__[polluted]=true&constructor=1&__proto__=1', 'application/x-www-form-urlencoded'), { status: 400 })
      t.equal(Reflect.get({}, 'polluted'), undefined)
    })
  }

  t.test('of very many fields is read in one go', async t => {
    const kibana = await testServer(t)
    const form = Array.from({ length: 130_000 }, (_, index) => `${index.toString(36)}=1`).join('&')
    const started = process.hrtime.bigint()
    t.match(await post(kibana, form, 'application/x-www-form-urlencoded'), { status: 400 })
    // Linear work takes far less than this; quadratic work takes minutes
    t.ok(process.hrtime.bigint() - started < 15_000_000_000n)
  })

  t.test("cannot set a case's space, author or id", async t => {
    const kibana = await testServer(t, options)
    for (const extra of [{ space: 'space2' }, { namespaces: ['space2'] }, { created_by: { username: 'admin' } }, { id: 'mine' }, { version: 'WzAsMV0=' }]) {
      const response = await as(kibana, 'jane', { method: 'POST', url: '/s/space1/api/cases', payload: { ...newCase, ...extra } })
      t.equal(response.json().message, `invalid keys "${Object.keys(extra)[0]}${typeof Object.values(extra)[0] === 'object' ? `,${JSON.stringify(Object.values(extra)[0])}` : ''}"`)
    }
  })

  t.test('cannot change a case of another space or reveal that it exists', async t => {
    const kibana = await testServer(t, options)
    const { id, version } = await inSpace(kibana, 'space2')
    const patch = async (id: string) => (await as(kibana, 'jane', { method: 'PATCH', url: '/s/space1/api/cases', payload: { cases: [{ id, version, title: 'Mine' }] } })).json()
    t.strictSame(await patch(id), { statusCode: 404, error: 'Not Found', message: `These cases ${id} do not exist. Please check you have the correct ids.` })
    t.strictSame(await patch('nope'), { statusCode: 404, error: 'Not Found', message: 'These cases nope do not exist. Please check you have the correct ids.' })
    t.equal((await as(kibana, 'admin', { url: `/s/space2/api/cases/${id}` })).json().title, 'A')
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
    t.test(`${method} ${url} takes no file names, no prototypes and no depth that would overflow`, async t => {
      const { app } = await testServer(t)
      for (const [payload, status] of bodies) {
        const response = await app.inject({ method, url, headers: { 'content-type': 'application/json' }, payload })
        t.equal(response.statusCode, status, `${payload.slice(0, 60)}: ${response.body.slice(0, 120)}`)
      }
      t.equal(Reflect.get({}, 'polluted'), undefined)
      t.equal((await app.inject({ method, url, headers: { 'content-type': 'application/json' }, payload: '{"cases":[{"title":"\\' })).statusCode, 400)
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
    for (const authorization of [basic('jane', 'correct-horse'), basic('jane', 'wrong-horse'), 'ApiKey c2VjcmV0LWtleQ==', 'ApiKey d3Jvbmcta2V5', 'Bearer tokentokentoken']) {
      for (const url of ['/api/cases/a', '/api/status', '/api/security/role', '/api/unknown']) answers.push((await kibana.app.inject({ url, headers: { authorization } })).body)
    }
    t.ok(lines.length > 0)
    answers.push(JSON.stringify(kibana.exportState()), (await kibana.app.inject('/_mock/state')).body)
    t.notMatch([...lines, ...answers].join('\n'), /horse|c2VjcmV0|d3Jvbmc|tokentoken|amFuZTpjb3/)
  })
})
