import t from 'tap'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, type Method, newCase } from '../helpers/cases.js'
import { as, basic, roleOf } from '../helpers/security.js'
import { registeredRoutes } from '../security/matrix/registered-routes.js'
import { serverFor } from '../security/server-for.js'
import { exchange, json, post, xsrf } from './exchange.js'

// Before the first server, which registers the routes for all
const internalRoutes = (await registeredRoutes(t, { removed: false }))
  .filter(route => / \/internal\//.test(route) || route.endsWith('/resolve'))

const internal = { 'x-elastic-internal-origin': 'test' }
const closed = (method: string, url: string) =>
  `uri [${url}] with method [${method.toLowerCase()}] exists but is not available with the current configuration`

// Source: Kibana 9.1, core http server-internal/src/register_lifecycle_handlers.ts; hapi's lifecycle for the payload
t.test('of two failures, the earlier check reports its own', async t => {
  const kibana = await serverFor(t, { role: roleOf({ discover: ['read'] }, ['*']) }, { maxPayloadBytes: 100 })
  const url = '/internal/cases/_suggest_user_profiles'
  const long = 'x'.repeat(101)
  const rows: [earlier: string, later: string, headers: Record<string, string>, payload: string, status: number, message: string][] = [
    ['the length', 'the content type', { 'content-type': 'application/xml' }, long, 413,
      'Payload content length greater than maximum allowed: 100'],
    ['the content type', 'the text of the body', { 'content-type': 'application/xml' }, '{', 415, 'Unsupported Media Type'],
    ['kbn-xsrf', 'the internal route', json, '{}', 400, 'Request must contain a kbn-xsrf header.'],
    ['kbn-version', 'the internal route', { ...json, 'kbn-version': '1' }, '{}', 400,
      'Browser client is out of date, please refresh the page ("kbn-version" header was "1" but should be "9.1.0")'],
    ['the internal route', 'the API privilege', { ...json, ...xsrf }, '{}', 400, closed('POST', url)],
    ['the API privilege', 'the body', { ...json, ...xsrf, ...internal }, '[]', 403,
      `API [POST ${url}] is unauthorized for user, this action is granted by the Kibana privileges [casesSuggestUserProfiles]`],
  ]
  for (const [earlier, later, headers, payload, status, message] of rows) {
    const response = await post(kibana, payload, { ...headers, authorization: basic('jane') }, url)
    t.match(response.json(), errorBody(status, message), `${earlier} before ${later}`)
  }
})

t.test('the API version is sent by the route alone', async t => {
  const nobody = { role: roleOf({ discover: ['read'] }, ['default']) }
  const kibana = await serverFor(t, nobody, { spaces: ['space1'] })
  const admin = (method: Method, url: string, payload?: object, headers = {}) =>
    as(kibana, 'admin', { method, url, headers, ...(payload && { payload }) })
  const { id, version } = (await admin('POST', '/api/cases', newCase)).json()
  const { title } = newCase
  const patch = (fields: object) => admin('PATCH', '/api/cases', { cases: [{ id, version, ...fields }] })
  const sent: [status: number, Awaited<ReturnType<typeof admin>>][] = [
    [200, await admin('GET', `/api/cases/${id}`)],
    [400, await admin('DELETE', '/api/cases')],
    [403, await as(kibana, 'jane', { url: `/api/cases/${id}` })],
    [403, await as(kibana, 'jane', { url: `/s/space1/api/cases/${id}` })],
    [404, await admin('GET', '/api/cases/x')],
    [406, await patch({ title })],
    [409, await patch({ version: 'stale', title: 'New' })],
    [204, await admin('DELETE', `/api/cases?ids=["${id}"]`)],
  ]
  for (const [status, { statusCode, headers }] of sent) {
    t.strictSame([statusCode, headers['elastic-api-version']], [status, '2023-10-31'])
  }
  const notSent: [status: number, Awaited<ReturnType<typeof admin>>][] = [
    [400, await admin('GET', '/api/cases/_find', undefined, { 'kbn-version': '1' })],
    [400, await admin('GET', '/api/cases/x/resolve')],
    [403, await as(kibana, 'jane', { url: '/api/cases/configure/connectors/_find' })],
    [404, await admin('GET', '/api/cases/a/b/c/d')],
    [413, await admin('POST', '/api/cases', { x: 'x'.repeat(1_048_577) })],
    [415, await admin('POST', '/api/cases', newCase, { 'content-type': 'application/xml' })],
    [200, await admin('GET', '/internal/cases/categories', undefined, internal)],
  ]
  for (const [status, { statusCode, headers }] of notSent) {
    t.strictSame([statusCode, headers['elastic-api-version']], [status, undefined])
  }
})

t.test('every internal route, and resolve under /api/cases', async t => {
  const newest = await testServer(t, { kibanaVersion: NEWEST_VERSION, spaces: ['space1'] })
  t.ok(internalRoutes.length > 25)
  for (const route of internalRoutes) {
    const [method, url] = route.replace(/:\w+/g, 'x').split(' ') as [Method, string]
    const refusal = errorBody(400, closed(method, url))
    t.strictSame((await call(newest, method, url)).body, refusal, `${route} is closed`)
    t.strictSame((await call(newest, method, `/s/space1${url}`)).body, refusal, 'without the space in its text')
    t.strictSame((await call(newest, method, `${url}?elasticInternalOrigin=false`, undefined, internal)).body, refusal, 'by the query')
    t.notMatch((await call(newest, method, url, undefined, { 'x-elastic-internal-origin': '' })).body, refusal, 'not with the header')
  }
})

// Source: Kibana 9.1, core http router-server-internal/src/versioned_router/core_versioned_route.ts; PRs 193534 and 164851
t.test('versioned routes', async t => {
  const kibana = await testServer(t)
  const signals = ['search', 'status', 'tags', 'assignees'].map(name => `POST /api/detection_engine/signals/${name}`)
  const roles = ['GET /api/security/role', ...['GET', 'PUT', 'DELETE'].map(method => `${method} /api/security/role/{name}`)]
  const spaces = ['POST', 'GET'].map(method => `${method} /api/spaces/space`)
  const space = ['GET', 'PUT', 'DELETE'].map(method => `${method} /api/spaces/space/{id}`)
  for (const route of [...spaces, ...space, ...roles, 'POST /api/security/roles', ...signals]) {
    const [method, path] = route.split(' ') as [Method, string]
    const url = path.replace(/\{\w+\}/, 'x')
    const ask = async (version: string) => {
      const { status, body, headers } = await call(kibana, method, url, {}, { 'elastic-api-version': version })
      t.equal(headers['elastic-api-version'], undefined)
      return { status, message: body.message }
    }
    t.strictSame(await ask('1'), {
      status: 400, message: 'Invalid version. Received "1", expected a valid date string formatted as YYYY-MM-DD.',
    }, route)
    t.strictSame(await ask('1999-01-01'), {
      status: 400,
      message: `No version "1999-01-01" available for [${method.toLowerCase()}] [${path}]. Available versions are: [2023-10-31]`,
    })
  }
  t.test('an internal one has the version 1', async t => {
    const url = '/internal/detection_engine/users/_find'
    const ask = (version: string) => call(kibana, 'GET', url, undefined, { ...internal, 'elastic-api-version': version })
    for (const version of ['', '1']) {
      const { status, headers } = await ask(version)
      t.strictSame([status, headers['elastic-api-version']], [200, '1'])
    }
    t.strictSame((await ask('2023-10-31')).body, errorBody(
      400, 'Invalid version number. Received "2023-10-31", expected a string containing _only_ a finite, whole number greater than 0.',
    ))
    t.strictSame((await ask('2')).body, errorBody(400, `No version "2" available for [get] [${url}]. Available versions are: [1]`))
  })
  const { id } = await createCase(kibana)
  for (const version of ['1', '1999-01-01', '']) {
    const { status } = await call(kibana, 'GET', `/api/cases/${id}`, undefined, { 'elastic-api-version': version })
    t.equal(status, 200, 'not those of Cases')
  }
})

t.test('a declared length over the limit is refused before the body arrives', async t => {
  const head = 'POST /api/cases HTTP/1.1\r\nhost: x\r\nkbn-xsrf: 1\r\nconnection: close\r\ncontent-length: 1048577\r\n\r\n'
  t.match(await exchange(await testServer(t), head), /^HTTP\/1\.1 413 /)
})

t.test('a kbn-version of a snapshot has its suffix', async t => {
  const kibana = await testServer(t, { kibanaVersion: '9.2.0-SNAPSHOT' })
  const ask = (version: string) => call(kibana, 'GET', '/api/cases/tags', undefined, { 'kbn-version': version })
  t.equal((await ask('9.2.0-SNAPSHOT')).status, 200)
  t.match((await ask('9.2.0')).body, { attributes: { expected: '9.2.0-SNAPSHOT', got: '9.2.0' } })
})

// Source: @hapi/boom 10, lib/index.js
t.test('the phrase of a status is that of Boom', async t => {
  const kibana = await testServer(t)
  for (const [status, error] of [
    [400, 'Bad Request'], [401, 'Unauthorized'], [403, 'Forbidden'], [404, 'Not Found'], [406, 'Not Acceptable'], [409, 'Conflict'],
    [413, 'Request Entity Too Large'], [415, 'Unsupported Media Type'], [422, 'Unprocessable Entity'], [424, 'Failed Dependency'],
    [429, 'Too Many Requests'], [499, 'Unknown'], [500, 'Internal Server Error'], [503, 'Service Unavailable'],
  ] as const) {
    kibana.faults.add({ match: { path: '/api/cases/tags' }, effect: { status }, times: 1 })
    const { body } = await call(kibana, 'GET', '/api/cases/tags')
    t.strictSame([body.statusCode, body.error, Object.keys(body)], [status, error, ['statusCode', 'error', 'message']])
  }
})
