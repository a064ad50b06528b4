import { get, post, remove, type Area, type Step } from '../scenario.js'
import { HTTP } from '../sources.js'
import { newCase, refusal, table } from './bodies.js'

const NOT_FOUND = refusal('Not Found', 404)
const raw = (text: string, step: Partial<Step> = {}): Step => ({ method: 'POST', path: '/api/cases', text, status: 400, ...step })
const withoutXsrf = { 'kbn-xsrf': null }
const wrong = (found: string) =>
  `[request body]: types that failed validation:\n- [request body.0]: expected a plain object value, but found [${found}] instead.\n- ` +
    '[request body.1]: expected value to equal [null]'

export const errorArea: Area = {
  name: 'errors',
  scenarios: [
    ...table(HTTP('2'), [
      ['an unknown path is not found', get('/api/unknown', NOT_FOUND)],
      ['a known path with another method is not found', remove('/api/cases/_find', NOT_FOUND)],
      ['paths are case-sensitive', get('/API/cases/_find', NOT_FOUND)],
    ]),
    ...table(HTTP('3'), [
      ['a body that is not JSON is refused', raw('{', { message: 'Invalid request payload JSON format' })],
      ['a body of another type is refused', raw('a=b', { headers: { 'content-type': 'application/xml' }, status: 415 })],
      ['a body with the key __proto__ is refused', raw('{"__proto__":{}}')],
    ]),
    ...table(HTTP('6'), [
      ['a body is not a list', raw('[]', { message: wrong('Array') })],
      ['a body is not a number', raw('1', { message: wrong('number') })],
      ['a body is not a boolean', raw('true', { message: wrong('boolean') })],
    ]),
    ...table(HTTP('4'), [
      ['a request that changes something needs the header kbn-xsrf',
        post('/api/cases', newCase(), { ...refusal('Request must contain a kbn-xsrf header.'), headers: withoutXsrf })],
      ['a request that reads needs no kbn-xsrf', get('/api/cases/_find', { headers: withoutXsrf })],
      ['kbn-xsrf is checked after the syntax of the body',
        raw('{', { headers: withoutXsrf, message: 'Invalid request payload JSON format' })],
      ['a client of another version is refused', get('/api/cases/_find', { headers: { 'kbn-version': '1.2.3' }, status: 400 })],
    ]),
    ...table(HTTP('5'), [
      ['from 9.0 on internal routes are for Kibana itself',
        post('/internal/cases/_bulk_get', { ids: ['x'] }, { status: 400, headers: { 'x-elastic-internal-origin': null } }),
        { since: '9.0' }],
      ['an unknown version of the API is refused',
        get('/api/spaces/space', { status: 400, headers: { 'elastic-api-version': '1999-01-01' } }), { since: '8.16' }],
      ['before 8.16 any version of the API is ignored',
        get('/api/spaces/space', { headers: { 'elastic-api-version': '1999-01-01' } }), { until: '8.16' }],
    ]),
    ...table(HTTP('9'), [
      ['without credentials a request is refused', get('/api/cases/_find', { ...refusal('Unauthorized', 401), user: 'anonymous' })],
      ['with wrong credentials a request is refused', get('/api/cases/_find', { status: 401, user: 'stranger' })],
      ['without credentials an unknown path is refused too', get('/api/unknown', { ...refusal('Unauthorized', 401), user: 'anonymous' })],
      ['without credentials a write to an unknown path is not found',
        post('/api/unknown', {}, { ...NOT_FOUND, user: 'anonymous' })],
    ]).map(scenario => ({ ...scenario, needsSecurity: true as const })),
  ],
}
