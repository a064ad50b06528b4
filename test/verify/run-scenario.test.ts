import t from 'tap'
import type { Received, Send, Sent } from '../../src/kibana-client/exchange.js'
import { runScenario } from '../../src/verify/run-scenario.js'
import { get, post, type Step } from '../../src/verify/scenario.js'

const client = { space: 'verify', password: 'secret', surroundings: { texts: new Map(), username: null } }

/** Runs steps on a server that returns these responses in turn. */
async function run (steps: readonly Step[], answers: readonly Partial<Received>[], authorization?: string) {
  const sent: Sent[] = []
  const send: Send = async one => ({ status: 200, headers: {}, text: '', ...answers[sent.push(one) - 1] })
  return { ran: await runScenario(steps, { ...client, authorization, send }), sent }
}

t.test('the requests of the steps are sent to the space', async t => {
  const { sent } = await run([
    get('/api/cases/_find'), get('/internal/cases/_bulk_get', { headers: { a: 'b', 'kbn-xsrf': null }, user: 'anonymous' }),
    post('/api/cases', { title: 'x' }, { user: 'stranger' }), get('/api/cases/tags', { user: 'limited' }),
    { method: 'POST', path: '/api/cases', text: '{' },
  ], [], 'Basic x')
  t.strictSame(sent, [
    { method: 'GET', path: '/s/verify/api/cases/_find', headers: { 'kbn-xsrf': 'true', authorization: 'Basic x' }, body: undefined },
    {
      method: 'GET',
      path: '/s/verify/internal/cases/_bulk_get',
      headers: { 'x-elastic-internal-origin': 'Kibana', a: 'b' },
      body: undefined,
    },
    {
      method: 'POST',
      path: '/s/verify/api/cases',
      headers: { 'kbn-xsrf': 'true', authorization: `Basic ${btoa('kcm-stranger:wrong')}`, 'content-type': 'application/json' },
      body: '{"title":"x"}',
    },
    {
      method: 'GET',
      path: '/s/verify/api/cases/tags',
      headers: { 'kbn-xsrf': 'true', authorization: `Basic ${btoa('verify-user:secret')}` },
      body: undefined,
    },
    {
      method: 'POST',
      path: '/s/verify/api/cases',
      headers: { 'kbn-xsrf': 'true', authorization: 'Basic x', 'content-type': 'application/json' },
      body: '{',
    },
  ])
})

t.test('an upload is a form whose file comes last', async t => {
  const { sent } = await run([{ method: 'POST', path: '/x', upload: { name: 'a.txt', content: 'hello', fields: { filename: 'b' } } }], [])
  const form = await new Response(sent[0]!.body!, { headers: { 'content-type': sent[0]!.headers['content-type']! } }).formData()
  t.equal(form.get('filename'), 'b')
  const file = form.get('file')
  t.ok(file instanceof File && file.name === 'a.txt' && await file.text() === 'hello')
})

t.test('responses are decoded if they are JSON', async t => {
  const { ran } = await run([post('/api/cases', {}), get('/x')], [
    { text: '{"id":"c1"}', headers: { 'x-a': ['1', '2'] } }, { status: 404, text: 'Not Found' },
  ])
  t.strictSame(ran, [{ status: 200, headers: { 'x-a': '1, 2' }, body: { id: 'c1' } }, { status: 404, headers: {}, body: 'Not Found' }])
})

t.test('a step that lacks a value is not sent, nor are later ones', async t => {
  const { ran, sent } = await run([post('/api/cases', {}, { as: 'created' }), get('/api/cases/{created.id}'), get('/x')], [
    { status: 500, text: '{}' },
  ])
  t.strictSame(ran, [{ status: 500, headers: {}, body: {} }, { unsent: 'there is no created.id' }])
  t.equal(sent.length, 1)
})

t.test('any other problem ends the scenario', async t => {
  const send = async () => { throw new Error('unreachable') }
  await t.rejects(runScenario([get('/x')], { ...client, send }), { message: 'unreachable' })
})
