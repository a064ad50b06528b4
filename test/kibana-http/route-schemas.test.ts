import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, errorBody, type Method } from '../helpers/cases.js'

type Query = 'ignored' | 'decoded by Cases' | 'in the schema'

// Source: Kibana 9.1, cases/server/routes/api/**; docs/reference/kibana/http.md §6
const ROUTES: readonly [method: Method, url: string, query: Query][] = [
  ['POST', '/api/cases', 'ignored'],
  ['PATCH', '/api/cases', 'ignored'],
  ['DELETE', '/api/cases?ids=["x"]', 'in the schema'],
  ['GET', '/api/cases/_find', 'decoded by Cases'],
  ['GET', '/api/cases/x', 'ignored'],
  ['GET', '/api/cases/x/resolve', 'in the schema'],
  ['GET', '/api/cases/x/alerts', 'ignored'],
  ['POST', '/api/cases/x/connector/y/_push', 'ignored'],
  ['GET', '/api/cases/x/user_actions/_find', 'decoded by Cases'],
  ['GET', '/api/cases/alerts/x', 'decoded by Cases'],
  ['GET', '/api/cases/tags', 'decoded by Cases'],
  ['GET', '/api/cases/reporters', 'decoded by Cases'],
  ['POST', '/api/cases/x/comments', 'ignored'],
  ['PATCH', '/api/cases/x/comments', 'ignored'],
  ['GET', '/api/cases/x/comments/_find', 'decoded by Cases'],
  ['GET', '/api/cases/x/comments/y', 'ignored'],
  ['DELETE', '/api/cases/x/comments', 'ignored'],
  ['DELETE', '/api/cases/x/comments/y', 'ignored'],
  ['GET', '/api/cases/configure', 'decoded by Cases'],
  ['POST', '/api/cases/configure', 'ignored'],
  ['PATCH', '/api/cases/configure/x', 'ignored'],
  ['GET', '/api/cases/configure/connectors/_find', 'ignored'],
]

/** The route whose body Cases decodes before it creates its client, and so before the space is loaded. */
const DECODED_FIRST = 'PATCH /api/cases/x/comments'

// Source: Kibana 9.1, cases/server/routes/api/internal/*.ts
const OBJECTS_ALONE = [
  '/internal/cases/_bulk_get', '/internal/cases/_suggest_user_profiles', '/internal/cases/x/attachments/_bulk_get',
  '/internal/cases/x/attachments/files/_bulk_delete',
]

t.test('the schema of a route of Cases', async t => {
  const kibana = await testServer(t)
  const ask = async (method: Method, url: string, body?: unknown) => {
    const answer = await call(kibana, method, url, body, { 'x-elastic-internal-origin': 'test' })
    return { status: answer.status, body: answer.body }
  }
  const unknownSpace = errorBody(404, 'Saved object [space/nope] not found')

  for (const [method, url, query] of ROUTES) {
    const withKey = `${url}${url.includes('?') ? '&' : '?'}foo=1`
    const body = method === 'POST' || method === 'PATCH' ? {} : undefined

    t.test(`${method} ${url}: a query key is ${query}`, async t => {
      const elsewhere = (await ask(method, `/s/nope${withKey}`, body)).body
      if (query === 'ignored') t.strictSame(await ask(method, withKey, body), await ask(method, url, body))
      if (query === 'decoded by Cases') t.strictSame((await ask(method, withKey, body)).body, errorBody(400, 'invalid keys "foo"'))
      if (query === 'in the schema') t.match(elsewhere, errorBody(400, '[request query.foo]: definition for this key is missing'))
      else if (`${method} ${url}` === DECODED_FIRST) t.match(elsewhere, { message: /^Invalid value "undefined" supplied to "/ })
      else t.strictSame(elsewhere, unknownSpace, 'which comes after the space')
    })

    if (method !== 'GET') {
      t.test(`${method} ${url}: the body is an object or null, even in an unknown space`, async t => {
        t.strictSame((await ask(method, `/s/nope${url}`, [])).body, errorBody(400, [
          '[request body]: types that failed validation:',
          '- [request body.0]: expected a plain object value, but found [Array] instead.',
          '- [request body.1]: expected value to equal [null]',
        ].join('\n')))
      })
    }
  }

  for (const url of OBJECTS_ALONE) {
    t.test(`POST ${url}: the body is an object, not null`, async t => {
      const refused = (what: string) => errorBody(400, `[request body]: expected a plain object value, but found [${what}] instead.`)
      t.strictSame((await ask('POST', url)).body, refused('null'))
      t.strictSame((await ask('POST', url, null)).body, refused('null'))
      t.strictSame((await ask('POST', url, [])).body, refused('Array'))
    })
  }
})
