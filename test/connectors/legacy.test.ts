import t from 'tap'
import { testServer } from '../helpers/app.js'
import { Client, testRows, type Row } from '../versions/table.js'

// Source: docs/reference/kibana/neighbours.md §9.4

const LOG = { name: 'Log', actionTypeId: '.server-log' }
const JIRA = {
  name: 'A Jira',
  actionTypeId: '.jira',
  config: { apiUrl: 'https://jira.example.com', projectKey: 'CK' },
  secrets: {
    email: 'e', apiToken: 't',
  },
}

async function legacy (t: Parameters<typeof testServer>[0], options: Parameters<typeof testServer>[1] = {}) {
  const kibana = await testServer(t, { kibanaVersion: '8.12.2', ...options })
  return { kibana, client: new Client(kibana, '', '8.12.2') }
}

t.test('the actions API of Kibana 8', async t => {
  t.test('creates, reads, replaces, lists and deletes a connector in camel case', async t => {
    const { client } = await legacy(t, { connectors: { pre: { name: 'Pre', actionTypeId: '.index', config: { index: 'i' } } } })
    const { status, body } = await client.call('POST', '/api/actions/action', JIRA)
    t.equal(status, 200)
    const { id } = body
    const made = {
      id,
      actionTypeId: '.jira',
      name: 'A Jira',
      config: JIRA.config,
      isMissingSecrets: false,
      isPreconfigured: false,
      isDeprecated: false,
      isSystemAction: false,
    }
    t.strictSame(Object.entries(body), Object.entries(made))
    t.strictSame((await client.call('GET', `/api/actions/action/${id}`)).body, made)
    const { actionTypeId: _, ...replacement } = JIRA
    t.strictSame((await client.call('PUT', `/api/actions/action/${id}`, { ...replacement, name: 'B' })).body, { ...made, name: 'B' })
    t.strictSame((await client.call('GET', '/api/actions')).body, [
      { ...made, name: 'B', referencedByCount: 0 },
      {
        id: 'pre',
        actionTypeId: '.index',
        name: 'Pre',
        isPreconfigured: true,
        isDeprecated: false,
        isSystemAction: false,
        referencedByCount: 0,
      },
    ])
    t.strictSame((await client.call('GET', `/api/actions/connector/${id}`)).body.name, 'B')
    const { status: deleted, body: nothing } = await client.call('DELETE', `/api/actions/action/${id}`)
    t.strictSame({ deleted, nothing }, { deleted: 204, nothing: undefined })
    t.equal(await client.said('GET', `/api/actions/action/${id}`), `Saved object [action/${id}] not found`)
  })

  t.test('executes a connector, and reports a failure in camel case', async t => {
    const { kibana, client } = await legacy(t)
    const { body: { id } } = await client.call('POST', '/api/actions/action', {
      name: 'T', actionTypeId: '.teams', secrets: { webhookUrl: 'https://t.example.com' },
    })
    const execute = async () => (await client.call('POST', `/api/actions/action/${id}/_execute`, { params: { message: 'hi' } })).body
    t.strictSame(await execute(), { status: 'ok', data: {}, actionId: id })
    kibana.failures.add({ failure: 'unavailable', times: 1 })
    t.strictSame(Object.entries(await execute()), Object.entries({
      status: 'error',
      actionId: id,
      message: 'an error occurred while running the action',
      serviceMessage: 'Request failed with status code 503',
      retry: true,
    }))
    const { body: { id: log } } = await client.call('POST', '/api/actions/action', LOG)
    t.strictSame((await client.call('POST', `/api/actions/action/${log}/_execute`, { params: { message: 'hi' } })).body, {
      status: 'ok', actionId: log,
    })
  })

  t.test('lists the types of the version', async t => {
    const { client } = await legacy(t, { license: 'gold', kibanaVersion: '8.19.0' })
    const { body } = await client.call('GET', '/api/actions/list_action_types')
    t.strictSame(body.find(({ id }: { id: string }) => id === '.crowdstrike'), {
      id: '.crowdstrike',
      name: 'CrowdStrike',
      enabled: false,
      enabledInConfig: true,
      enabledInLicense: false,
      minimumLicenseRequired: 'enterprise',
      supportedFeatureIds: ['endpointSecurity'],
      isSystemActionType: false,
      subFeature: 'endpointSecurity',
    })
    t.equal(body[0].id, '.email')
  })

  t.test('refuses the same requests as the current routes, and masks secrets in the request log', async t => {
    const { kibana, client } = await legacy(t)
    t.equal(
      await client.said('POST', '/api/actions/action', {}), '[request body.name]: expected value of type [string] but got [undefined]',
    )
    t.equal(
      await client.said('POST', '/api/actions/action', { name: 'x' }),
      '[request body.actionTypeId]: expected value of type [string] but got [undefined]',
    )
    t.equal(await client.said('POST', '/api/actions/action', { ...LOG, actionTypeId: '.foo' }), 'Action type ".foo" is not registered.')
    t.equal(await client.said('POST', '/api/actions/action/nope/_execute', { params: {} }), 'Saved object [action/nope] not found')
    await client.call('POST', '/api/actions/action', JIRA)
    t.match(kibana.requests.all().at(-1)!.body, { secrets: { email: '[masked]', apiToken: '[masked]' } })
  })
})

const ROWS: readonly Row[] = [
  ...[
    '/api/actions', '/api/actions/list_action_types',
  ].map((url): Row => [url, '8.19.9', '9.0.0', client => client.said('GET', url), 200, 'Not Found']),
  ['POST /api/actions/action', '8.19.9', '9.0.0', client => client.said('POST', '/api/actions/action', LOG), 200, 'Not Found'],
  ['the last key of a connector',
    '8.9.2', '8.10.0', async client => Object.keys((await client.call('POST', '/api/actions/action', LOG)).body).at(-1), 'isDeprecated',
    'isSystemAction'],
  ['an empty id for a new connector',
    '8.7.9', '8.8.0', client => client.said('POST', '/api/actions/connector/', { name: 'Log', connector_type_id: '.server-log' }),
    'Not Found', 200],
]
testRows('the actions API of Kibana 8 by version', ROWS)
