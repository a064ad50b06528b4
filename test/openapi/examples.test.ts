import t, { type Test } from 'tap'
import formats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { findLack } from '../../src/control/journal/subset.js'
import type { RunningServer } from '../../src/index.js'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { controlOperations, type Operation } from './operations.js'

/** Files of the page, which need no examples. */
const PAGE_FILES = ['GET /_mock/page.js', 'GET /_mock/page.css']

const operations = (await controlOperations(NEWEST_VERSION)).filter(({ name }) => !PAGE_FILES.includes(name))

/** The content of a body, and of each successful response. */
const contentsOf = ({ requestBody, responses }: Operation) => [
  ...(requestBody ? [['body', requestBody.content] as const] : []),
  ...Object.entries(responses).flatMap(([status, { content }]) => status.startsWith('2') && content ? [[status, content] as const] : []),
]

t.test('every body and response of the control routes has a valid example', async t => {
  const ajv = new Ajv2020({ strictTypes: false, strictTuples: false })
  formats.default(ajv)
  ajv.addFormat('binary', true)
  for (const operation of operations) {
    for (const [part, content] of contentsOf(operation)) {
      for (const [type, { schema, example }] of Object.entries(content)) {
        const name = `${operation.name}, ${part}, ${type}`
        t.not(example, undefined, `${name} has an example`)
        const validate = ajv.compile(schema)
        t.ok(validate(example), `${name} accepts the example`, { errors: validate.errors })
      }
    }
  }
})

const exampleOf = (name: string, part: 'body' | 'answer') => {
  const operation = operations.find(operation => operation.name === name)!
  const [, content = {}] = contentsOf(operation).find(([found]) => (found === 'body') === (part === 'body')) ?? []
  return Object.values(content)[0]?.example
}

/** Sends the example of a body, and compares the response with its example, which may be partial. */
async function checkExample (t: Test, { app }: RunningServer, name: string) {
  const [method, path = ''] = name.split(' ') as ['GET', string]
  const body = exampleOf(name, 'body')
  const answer = await app.inject({
    method,
    url: path.replace('{id}', path.includes('files') ? 'file-1' : 'worker-3'),
    headers: { host: 'localhost:5601', 'content-type': 'application/json' },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  t.ok(answer.statusCode < 300, `${name} accepts the example: ${answer.statusCode < 300 ? '' : answer.body}`)
  const example = exampleOf(name, 'answer')
  const claim = `${name} answers as in its example`
  if (typeof example === 'string') return t.equal(answer.body.slice(0, example.length), example, claim)
  if (example !== undefined) t.equal(findLack(withoutRealTimes(example), answer.json(), ['answer']), undefined, claim)
}

/** Removes the values that depend on real time. */
const withoutRealTimes = (example: unknown) =>
  JSON.parse(JSON.stringify(example), (key, value) => ['duration', 'receivedAt'].includes(key) ? undefined : value)

/** Control routes in an order in which their examples build on each other, with requests of a client in between. */
const STORY = [
  'GET /_mock/health', 'PUT /_mock/state', 'GET /_mock/state', 'POST /_mock/snapshots', 'GET /_mock/snapshots', 'POST /_mock/seed',
  { method: 'PATCH', url: '/api/cases', body: { cases: [{ id: 'case-1', version: 'WzAsMV0=', status: 'closed' }] }, status: 409 },
  'GET /_mock/requests', 'POST /_mock/requests/find', 'POST /_mock/requests/wait', 'POST /_mock/requests/verify',
  'POST /_mock/faults', 'GET /_mock/faults', 'GET /_mock/presets', 'POST /_mock/failures', 'GET /_mock/failures',
  { method: 'POST', url: '/api/cases/case-1/connector/jira-1/_push', body: {}, status: 424 },
  'GET /_mock/incidents/refused',
  { method: 'POST', url: '/api/cases/case-1/connector/jira-1/_push', body: {}, status: 200 },
  'GET /_mock/incidents', 'GET /_mock/files', 'GET /_mock/files/{id}', 'POST /_mock/webhooks', 'GET /_mock/webhooks', 'POST /_mock/stubs',
  'GET /_mock/stubs',
  'POST /_mock/alerts', 'GET /_mock/alerts',
  'POST /_mock/sandboxes', 'GET /_mock/sandboxes', 'PUT /_mock/sandboxes/{id}',
  'GET /_mock/clock/due', 'POST /_mock/clock/advance', 'PUT /_mock/clock', 'GET /_mock/clock', 'PUT /_mock/license', 'GET /_mock/license',
  'GET /_mock/ca.pem', 'GET /_mock/openapi.json', 'GET /_mock/elasticsearch/openapi.json', 'GET /_mock/',
] as const

/** Streams have no end, the link of an incident depends on the URL of its connector, and users require security. */
const ELSEWHERE = ['GET /_mock/users', 'GET /_mock/events', 'POST /_mock/requests/follow', 'GET /_mock/external/{*}']

t.test('the examples of the control routes are accepted, and their responses match', async t => {
  const routes = STORY.filter(step => typeof step === 'string')
  t.strictSame(operations.filter(operation => contentsOf(operation).length > 0).map(({ name }) => name).sort(), [
    ...routes, ...ELSEWHERE,
  ].sort())
  const jira = {
    name: 'Jira',
    actionTypeId: '.jira',
    config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' },
    secrets: {
      email: 'a', apiToken: 'b',
    },
  }
  const kibana = await testServer(t, { kibanaVersion: NEWEST_VERSION, connectors: { 'jira-1': jira }, tls: true })
  const content = Buffer.from('seen from Lisbon\n').toString('base64')
  for (const step of STORY) {
    if (typeof step === 'string') await checkExample(t, kibana, step)
    else t.equal((await call(kibana, step.method, step.url, step.body)).status, step.status, step.url)
    if (step === 'PUT /_mock/state') {
      kibana.seed({ files: [{ id: 'file-1', case_id: 'case-1', name: 'notes', extension: 'txt', mimeType: 'text/plain', content }] })
    }
  }
})

t.test('the example of the event stream is an event', async t => {
  const kibana = await testServer(t, { kibanaVersion: NEWEST_VERSION })
  const events: unknown[] = []
  kibana.on('case.created', event => events.push(event))
  await createCase(kibana, { title: 'Login from two countries' })
  const [, data] = /^event: case\.created\ndata: (.*)\n\n$/.exec(String(exampleOf('GET /_mock/events', 'answer'))) ?? []
  const { case: { id: _, ...fields }, ...example } = JSON.parse(data!)
  t.equal(findLack([{ ...example, case: fields }], events, ['events']), undefined)
})

t.test('the example of the users is the answer of a server with one user', async t => {
  const security = { users: { ann: { password: 'secret', roles: ['superuser'] } } }
  const kibana = await testServer(t, { kibanaVersion: NEWEST_VERSION, security })
  t.strictSame((await kibana.app.inject('/_mock/users')).json(), exampleOf('GET /_mock/users', 'answer'))
  const open = await testServer(t)
  t.strictSame((await open.app.inject('/_mock/users')).json(), { security: false, users: [] })
})
