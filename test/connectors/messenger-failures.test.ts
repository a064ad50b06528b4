import t from 'tap'
import type { FailureRule } from '../../src/documents/failure.js'
import { pushApp } from '../helpers/push.js'
import { create, execute } from './connector-bodies.js'

// Source: executor of Kibana's stack_connectors/server/connector_types/{webhook,slack,email,es_index,server_log}/index.ts and
// webhook/errors.ts; errors.ts of @slack/webhook; lib/action_executor.ts of the actions plugin (errorSource)

const WEBHOOK = { connector_type_id: '.webhook', config: { url: 'https://hook.example.com', hasAuth: false } }
const SLACK = { connector_type_id: '.slack', secrets: { webhookUrl: 'https://slack.example.com/x' } }
const EMAIL = { connector_type_id: '.email', config: { from: 'a@b.c', service: '__json', hasAuth: false } }
const MAIL = { to: ['x@y.z'], subject: 's', message: 'm' }
const INDEX = { connector_type_id: '.index', config: { index: 'i' } }
const LOG = { connector_type_id: '.server-log' }
const RETRY = { retry: true }
const tea = (body: object): Partial<FailureRule> => ({ response: { status: 418, statusText: 'Teapot', body } })

t.test('a failed execution is reported in the words of its type', async t => {
  type Row = readonly [type: object, params: object, failure: Partial<FailureRule>, message: string, text?: string, more?: object]
  const rows: readonly Row[] = [
    [WEBHOOK, {}, tea({ message: 'hot' }), 'error calling webhook, invalid response', '[418] Teapot: hot'],
    [WEBHOOK, {}, tea({}), 'error calling webhook, invalid response', '[418] Teapot'],
    [WEBHOOK, {}, { failure: 'unavailable' },
      'error calling webhook, retry later', '[503] Service Unavailable: Service unavailable', RETRY],
    [WEBHOOK, {}, { failure: 'rate-limit' }, 'error calling webhook, retry later', '[429] Too Many Requests: Too many requests', RETRY],
    [WEBHOOK, {}, { failure: 'connection-refused' },
      'error calling webhook, request failed', '[ECONNREFUSED] connect ECONNREFUSED hook.example.com'],
    [SLACK, { message: 'hi' }, tea({}), 'unexpected http response from slack: 418 Teapot'],
    [SLACK, { message: 'hi' }, { failure: 'unavailable' },
      'error posting a slack message, retry later', 'An HTTP protocol error occurred: statusCode = 503', RETRY],
    [SLACK, { message: 'hi' }, { failure: 'connection-refused' },
      'error posting slack message', 'A request error occurred: connect ECONNREFUSED slack.example.com'],
    [EMAIL, MAIL, { failure: 'connection-refused' }, 'error sending email', 'connect ECONNREFUSED '],
    [INDEX, { documents: [{}] }, { failure: 'unavailable' }, 'error indexing documents', 'Request failed with status code 503'],
    [LOG, { message: 'hi' }, { failure: 'unavailable' }, 'error logging message', 'Request failed with status code 503'],
  ]
  for (const [type, params, failure, message, service_message, more] of rows) {
    t.test(`${message}: ${service_message}`, async t => {
      const app = pushApp(t)
      const connector_id = await create(app, { name: 'x', ...type })
      app.kibana.externalSystems.addFailure(failure)
      t.strictSame(await execute(app, connector_id, params), {
        status: 200,
        body: { status: 'error', message, errorSource: 'framework', connector_id, ...more, ...(service_message && { service_message }) },
      })
    })
  }
})

t.test('some statuses of a webhook are blamed on the user from 9.2 on', async t => {
  // Source: pull request 230449 of Kibana (August 2025), userErrorCodes in webhook/index.ts
  const sources = async (kibanaVersion: string, status: number) => {
    const app = pushApp(t, { kibanaVersion, externalFailures: [{ response: { status } }] })
    return (await execute(app, await create(app, { name: 'x', ...WEBHOOK }), {})).body.errorSource
  }
  for (const [status, source] of [[404, 'user'], [400, 'user'], [401, 'framework'], [418, 'framework'], [500, 'framework']] as const) {
    t.equal(await sources('9.1.0', status), 'framework', `9.1, ${status}`)
    t.equal(await sources('9.2.0', status), source, `9.2, ${status}`)
  }
})
