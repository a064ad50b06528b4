import t from 'tap'
import { createOpenApi } from '../../src/openapi/document.js'
import { startServer } from '../../src/index.js'
import { checkAnswers } from '../helpers/check-answers.js'
import { createCase, call } from '../helpers/cases.js'
import { DocumentCheck, type Answer } from '../helpers/document.js'
import { kibanaContext } from '../helpers/kibana-context.js'

// Every test that starts a server checks its responses against the document (helpers/every-answer.ts).
// This file shows that the check finds mistakes.

const CONTENT_TYPE = 'application/json; charset=utf-8'

t.test('the check of a response against the document', async t => {
  const check = new DocumentCheck(await createOpenApi('9.1.0'))
  const clock = (body: object): Answer => ({
    method: 'GET', path: '/_mock/clock', status: 200, contentType: CONTENT_TYPE, payload: JSON.stringify(body),
  })
  const right = { now: '2025-06-01T10:00:00.000Z', frozen: true, pace: 1 }

  t.equal(check.problemOf(clock(right)), undefined)
  const wrong: [string, Answer, string | RegExp][] = [
    ['an unknown property',
      clock({ ...right, zone: 'UTC' }),
      'GET /_mock/clock answers 200, but body must NOT have unevaluated properties {"unevaluatedProperty":"zone"}'],
    ['a missing property', clock({ now: right.now, frozen: true }), /but body must have required property 'pace'/],
    ['a value of another type', clock({ ...right, frozen: 'yes' }), /but body\/frozen must be boolean/],
    ['a value of another format', clock({ ...right, now: 'noon' }), /but body\/now must match format "date-time"/],
    ['an unknown status', { ...clock(right), status: 201 }, 'GET /_mock/clock answers 201, but the document lists 200, 4XX, 5XX'],
    ['an unknown content type',
      { ...clock(right), contentType: 'text/plain' },
      'GET /_mock/clock answers 200, but its content type is text/plain, and the document lists application/json'],
    ['an unknown operation',
      { ...clock(right), method: 'PATCH' },
      'PATCH /_mock/clock answers 200, but the document does not know the operation'],
    ['an unknown path', { ...clock(right), path: '/_mock/watch' }, /does not know the operation/],
    ['an error of another shape', { ...clock({ message: 'no' }), status: 418 }, /but body must have required property 'statusCode'/],
  ]
  for (const [name, answer, problem] of wrong) {
    t.test(`finds ${name}`, async t => {
      if (typeof problem === 'string') t.equal(check.problemOf(answer), problem)
      else t.match(check.problemOf(answer), problem)
    })
  }

  t.test('finds unknown properties at any depth', async t => {
    const payload = JSON.stringify({ cases: [], errors: [{ error: 'Not Found', message: 'x', status: 404, caseId: 'a', colour: 'red' }] })
    t.match(
      check.problemOf({ method: 'POST', path: '/internal/cases/_bulk_get', status: 200, contentType: CONTENT_TYPE, payload }),
      /body\/errors\/0 must NOT .*"colour"/,
    )
  })

  t.test('finds a body where none is allowed', async t => {
    t.equal(check.problemOfContent(undefined, CONTENT_TYPE, '{}'), 'the document knows of no body')
    t.equal(check.problemOfContent(undefined, undefined, ''), undefined)
  })
})

t.test('every response of a server is checked', async t => {
  const problems: string[] = []
  const end = checkAnswers(problem => problems.push(problem))
  // A server with a log does not share the Fastify instances of earlier ones
  const kibana = await startServer({ logger: 'silent' })
  t.teardown(() => kibana.close())
  const { id } = await createCase(kibana)
  await call(kibana, 'GET', '/nowhere')
  await call(kibana, 'GET', '/_mock/nowhere')
  end()
  await fetch(`${kibana.url}/api/cases/`)
  kibana.faults.add({ effect: { status: 418 }, times: 1 })
  await call(kibana, 'GET', `/api/cases/${id}`)
  t.strictSame(problems, [])

  t.test('and reported once if it does not match the document', async t => {
    const { store } = await kibanaContext(kibana)
    const found = store.get('cases', id)!
    store.update(found, { ...found.attributes, settings: { syncAlerts: true, colour: 'red' } as { syncAlerts: boolean } })
    await fetch(`${kibana.url}/api/cases/${id}`)
    await call(kibana, 'GET', `/api/cases/${id}`)
    t.strictSame(problems, [
      'GET /api/cases/{case_id} answers 200, but body/settings must NOT have unevaluated properties {"unevaluatedProperty":"colour"}',
    ])
  })
})
