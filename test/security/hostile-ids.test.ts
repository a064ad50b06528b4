import t from 'tap'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { testServer } from '../helpers/app.js'
import { registeredRoutes } from './matrix/registered-routes.js'
import { ROWS } from './matrix/rows.js'
import { setStage } from './matrix/stage.js'
import { MATRIX_OPTIONS } from './matrix/users.js'
import { as } from '../helpers/security.js'

/** Ids that are properties of every object, look like paths or patterns, or break the text around them. */
const HOSTILE = [
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '..', '../../etc/passwd', 'space2:cases:x', '*', '%', '$(7*7)',
  '{{{secrets}}}', '"]}', '\u0000', '\u{1F4A5}', 'a'.repeat(5000),
]

/** JSON with keys that could reach prototypes, wherever there may be an object. */
const hostileJson = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, -1, 1e308, '', 'x', ...HOSTILE),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(
    'id',
    'version',
    'cases',
    'ids',
    'owner',
    'title',
    'type',
    'connector',
    'customFields',
    'observable',
    'constructor',
    'toString',
    'kibana',
    'name',
    '0',
    '',
  ), tie('value'), {
    maxKeys: 4,
  }),
}))

/** An error body of Kibana, or of Elastic Security's own handlers. */
const isErrorBody = (body: { statusCode?: unknown, status_code?: unknown, error?: unknown, message?: unknown }, status: number) =>
  (body.statusCode === status && typeof body.error === 'string' && typeof body.message === 'string') ||
  (body.status_code === status && [body.message].flat().every(message => typeof message === 'string'))

t.test('every route of Kibana', async t => {
  const routes = (await registeredRoutes(t)).filter(route => !route.includes('/_mock'))
  t.ok(routes.length > 10)

  t.test('responds to hostile ids with an error or an empty result, and pollutes no prototype', async t => {
    const kibana = await testServer(t, MATRIX_OPTIONS)
    for (const route of routes) {
      const [method = '', pattern = ''] = route.split(' ')
      for (const id of HOSTILE) {
        const url = pattern.replace(/:\w+/g, encodeURIComponent(id))
        if (url === pattern && id !== HOSTILE[0]) continue
        const response = await as(kibana, 'superuser', {
          method: method as 'GET',
          url: `${url}?owner=${encodeURIComponent(id)}`,
          headers: { 'x-elastic-internal-origin': 'test' },
          ...(method !== 'GET' && { payload: {} }),
        })
        t.ok(response.statusCode < 500, `${response.statusCode} ${method} ${url.slice(0, 80)} ${response.body.slice(0, 80)}`)
        if (response.statusCode >= 400) {
          t.ok(isErrorBody(response.json(), response.statusCode), `${url.slice(0, 80)}: ${response.body.slice(0, 80)}`)
        }
      }
    }
    t.strictSame(Object.keys(Object.prototype), [])
    t.equal(Reflect.get({}, 'owner'), undefined)
  })

  t.test('responds to hostile bodies with a 4xx or its usual response', async t => {
    const kibana = await testServer(t, MATRIX_OPTIONS)
    const writes = routes.filter(route => !route.startsWith('GET'))
    const target = { space: 'space1', owner: 'securitySolution' }
    const { caseId } = await setStage(kibana, target)
    await fc.assert(fc.asyncProperty(fc.constantFrom(...writes), fc.oneof(hostileJson.object, hostileJson.value), async (route, body) => {
      const [method = '', pattern = ''] = route.split(' ')
      const url = pattern.replace(':case_id', caseId).replace(/:\w+/g, 'x')
      const response = await as(kibana, 'superuser', {
        method: method as 'POST',
        url: `/s/space1${url}`,
        headers: { 'x-elastic-internal-origin': 'test', 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      })
      return response.statusCode < 500 && (response.statusCode < 400 || isErrorBody(response.json(), response.statusCode))
    }), { numRuns: 600, seed: 5 })
    t.strictSame(Object.keys(Object.prototype), [])
  })

  // The request of a matrix row, with its strings replaced by hostile ones
  t.test('does not fail on hostile strings where strings are allowed', async t => {
    const kibana = await testServer(t, MATRIX_OPTIONS)
    const target = { space: 'space1', owner: 'securitySolution' }
    for (const row of ROWS) {
      for (const text of HOSTILE.slice(0, 6)) {
        const request: InjectOptions = row.request(await setStage(kibana, target))
        const payload = typeof request.payload === 'object'
          ? JSON.parse(JSON.stringify(request.payload, (key, value) =>
            key === 'title' || key === 'comment' || key === 'value' || key === 'id' || key === 'uid' ? text : value))
          : request.payload
        const response = await as(kibana, 'superuser', {
          ...request, ...(payload !== undefined && { payload }), url: `/s/space1${request.url as string}`,
        })
        t.ok(response.statusCode < 500, `${row.name} with ${text}: ${response.statusCode} ${response.body.slice(0, 100)}`)
      }
    }
    t.strictSame(Object.keys(Object.prototype), [])
  })
})
