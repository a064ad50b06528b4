// The least that a server for cases has to do in Fastify, as a yardstick: it stores cases, compares versions, records user actions and
// requests, and serializes its responses. It checks nothing, knows one version of Kibana and has no spaces, users or faults.
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'

const RECORDED_REQUESTS = 1000
const USER = { username: 'elastic', full_name: null, email: null }

const app = fastify()
const cases = new Map()
const actions = new Map()
const requests = []
let changes = 0

const nextVersion = () => Buffer.from(JSON.stringify([++changes, 1])).toString('base64')

function update ({ id, version, ...fields }) {
  const before = cases.get(id)
  if (before?.version !== version) throw Object.assign(new Error('conflict'), { statusCode: 409 })
  const now = new Date().toISOString()
  for (const [type, value] of Object.entries(fields)) {
    if (JSON.stringify(before[type]) === JSON.stringify(value)) continue
    actions.get(id).push({
      id: randomUUID(), action: 'update', type, payload: { [type]: value }, created_at: now, created_by: USER, version: nextVersion(),
    })
  }
  const after = { ...before, ...fields, updated_at: now, updated_by: USER, version: nextVersion() }
  cases.set(id, after)
  return after
}

function create (fields) {
  const created = {
    id: randomUUID(),
    version: nextVersion(),
    comments: [],
    totalComment: 0,
    totalAlerts: 0,
    ...fields,
    status: 'open',
    duration: null,
    closed_at: null,
    closed_by: null,
    created_at: new Date().toISOString(),
    created_by: USER,
    updated_at: null,
    updated_by: null,
    external_service: null,
    assignees: [],
    category: null,
    customFields: [],
    observables: [],
  }
  cases.set(created.id, created)
  actions.set(created.id, [])
  return created
}

app.addHook('onRequest', (request, reply, done) => {
  reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'kbn-name': 'kibana',
    'kbn-license-sig': 'x'.repeat(64),
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    'content-type': 'application/json; charset=utf-8',
  })
  done()
})
app.addHook('onSend', ({ method, url, headers, body }, { statusCode }, payload, done) => {
  if (requests.length === RECORDED_REQUESTS) requests.shift()
  requests.push({ method, url, headers, body, statusCode, response: payload, at: Date.now() })
  done()
})
app.get('/api/cases/:id', ({ params }, reply) => reply.send(JSON.stringify(cases.get(params.id))))
app.post('/api/cases', ({ body }, reply) => reply.send(JSON.stringify(create(body))))
app.patch('/api/cases', ({ body }, reply) => reply.send(JSON.stringify(body.cases.map(update))))

await app.listen({ port: 0, host: '127.0.0.1' })
process.once('message', () => process.send(app.server.address().port))
