import t from 'tap'
import { MAPPINGS } from '../../src/configure/mappings.js'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { CONNECTORS, pushApp } from '../helpers/push.js'
import { Client, testRows, type Row } from '../versions/table.js'
import { KINDS as LIVE_KINDS } from './live-kinds.js'

// Source: docs/reference/kibana/neighbours.md §9.1-§9.2

/** Types with executions of their own: those that send texts or documents, and those that cases are pushed to. */
const MODELED = ['.email', '.index', '.server-log', '.slack', '.webhook', ...Object.keys(MAPPINGS)]
const secretsOfToken = { token: 't' }

/** For each type that is only recorded, in Kibana's order: a valid config and secrets, and the first message without them. */
const RECORDED: readonly [type: string, config: object, secrets: object, refusal: string, params?: object][] = [
  ['.pagerduty',
    {}, { routingKey: 'r' }, 'secrets: [routingKey]: expected value of type [string] but got [undefined]', { eventAction: 'trigger' }],
  ['.slack_api',
    { allowedChannels: [{ id: 'C1', name: 'general' }] }, secretsOfToken,
    'secrets: [token]: expected value of type [string] but got [undefined]', { subAction: 'postMessage', subActionParams: { text: 'hi' } }],
  ['.xmatters', { configUrl: 'https://x.example.com' }, { user: 'u', password: 'p' }, '', { alertActionGroupName: 'x' }],
  ['.servicenow-itom',
    { apiUrl: 'https://snow.example.com' }, { username: 'u', password: 'p' },
    'config: [apiUrl]: expected value of type [string] but got [undefined]', { subAction: 'addEvent', subActionParams: { source: 's' } }],
  ['.teams',
    {}, { webhookUrl: 'https://teams.example.com' }, 'secrets: [webhookUrl]: expected value of type [string] but got [undefined]',
    { message: 'hi' }],
  ['.torq',
    { webhookIntegrationUrl: 'https://hooks.torq.io/v1/x' }, secretsOfToken,
    'config: [webhookIntegrationUrl]: expected value of type [string] but got [undefined]', { body: '{}' }],
  ['.opsgenie',
    { apiUrl: 'https://api.opsgenie.com' }, { apiKey: 'k' }, 'config: [apiUrl]: expected value of type [string] but got [undefined]'],
  ['.jira-service-management',
    { apiUrl: 'https://api.atlassian.com' }, { apiKey: 'k' }, 'config: [apiUrl]: expected value of type [string] but got [undefined]'],
  ['.mcp',
    { serverUrl: 'https://mcp.example.com', hasAuth: true, authType: 'bearer' }, secretsOfToken,
    'config: [serverUrl]: expected value of type [string] but got [undefined]'],
  ['.tines',
    { url: 'https://tines.example.com' }, { email: 'e', token: 't' }, 'config: [url]: expected value of type [string] but got [undefined]'],
  ['.gen-ai', { apiProvider: 'OpenAI', apiUrl: 'https://api.openai.com' }, { apiKey: 'k' }, 'config: types that failed validation:'],
  ['.bedrock',
    { apiUrl: 'https://bedrock.example.com' }, { accessKey: 'a', secret: 's' },
    'config: [apiUrl]: expected value of type [string] but got [undefined]'],
  ['.gemini',
    { apiUrl: 'https://g.example.com', gcpRegion: 'r', gcpProjectID: 'p' }, { credentialsJson: '{}' },
    'config: [apiUrl]: expected value of type [string] but got [undefined]'],
  ['.d3security', { url: 'https://d3.example.com' }, secretsOfToken, 'config: [url]: expected value of type [string] but got [undefined]'],
  ['.xsoar',
    { url: 'https://xsoar.example.com' }, { apiKey: 'k', apiKeyID: 'i' },
    'config: [url]: expected value of type [string] but got [undefined]'],
  ['.sentinelone', { url: 'https://s1.example.com' }, secretsOfToken, 'config: [url]: expected value of type [string] but got [undefined]'],
  ['.crowdstrike',
    { url: 'https://cs.example.com' }, { clientId: 'c', clientSecret: 's' },
    'config: [url]: expected value of type [string] but got [undefined]'],
  ['.inference',
    { provider: 'elastic', taskType: 'chat_completion', inferenceId: 'i', providerConfig: {} }, { providerSecrets: {} },
    'config: [provider]: expected value of type [string] but got [undefined]'],
  ['.microsoft_defender_endpoint',
    { clientId: 'c', tenantId: 't', oAuthServerUrl: 'https://l.example.com', oAuthScope: 's', apiUrl: 'https://a.example.com' },
    { clientSecret: 's' }, 'config: [clientId]: expected value of type [string] but got [undefined]'],
]
const SUB_ACTION = { subAction: 'test', subActionParams: { a: 1 } }

t.test('connector types that are only recorded', async t => {
  for (const [type, config, secrets, refusal, params = SUB_ACTION] of RECORDED) {
    t.test(`${type}: created, read, replaced, executed, listed and deleted`, async t => {
      const kibana = await testServer(t, { kibanaVersion: NEWEST_VERSION })
      const client = new Client(kibana, '', NEWEST_VERSION)
      const made = { name: 'x', connector_type_id: type, config, secrets }
      const { status, body } = await client.call('POST', '/api/actions/connector', made)
      t.match({ status, body }, { status: 200, body: { connector_type_id: type, config, is_missing_secrets: false } })
      const url = `/api/actions/connector/${body.id}`
      t.strictSame((await client.call('GET', url)).body, body)
      t.match(await client.call('PUT', url, { name: 'y', config, secrets }), { status: 200, body: { name: 'y', config } })
      t.match((await client.call('GET', '/api/actions/connectors')).body, [{ id: body.id, name: 'y', referenced_by_count: 0 }])
      t.strictSame((await client.call('POST', `${url}/_execute`, { params })).body, { status: 'ok', data: {}, connector_id: body.id })
      t.strictSame(kibana.incidents.all().map(({ connectorType, fields }) => ({ connectorType, fields })), [
        { connectorType: type, fields: params },
      ])
      t.equal((await client.call('DELETE', url)).status, 204)
      t.equal((await client.call('GET', url)).status, 404)
      t.strictSame((await client.call('GET', '/api/actions/connectors')).body, [])
      if (refusal === '') return
      const incomplete = (await client.said('POST', '/api/actions/connector', {
        ...made, config: refusal.startsWith('config') ? {} : config, secrets: {},
      })) as string
      t.ok(incomplete.startsWith(`error validating action type ${refusal}`), incomplete)
    })
  }

  t.test('validate their config and secrets', async t => {
    const kibana = await testServer(t)
    const client = new Client(kibana, '', '9.1.0')
    const said = (type: string, config: object, secrets: object) =>
      client.said('POST', '/api/actions/connector', { name: 'x', connector_type_id: type, config, secrets })
    t.equal(await said('.torq', { webhookIntegrationUrl: 'https://torq.example.com' }, secretsOfToken),
      'error validating action type config: error configuring send to Torq action: url must begin with https://hooks.torq.io')
    t.equal(await said('.torq', { webhookIntegrationUrl: 'nope' }, secretsOfToken),
      'error validating action type config: error configuring send to Torq action: url must begin with https://hooks.torq.io')
    t.equal(await said('.teams', {}, { webhookUrl: 'nope' }),
      'error validating action type secrets: error configuring teams action: unable to parse host name from webhookUrl')
    t.equal(await said('.servicenow-itom', { apiUrl: 'https://x.example.com', usesTableApi: true }, { username: 'u', password: 'p' }),
      'error validating action type config: [usesTableApi]: definition for this key is missing')
    t.equal(await said('.servicenow-itom', { apiUrl: 'https://x.example.com' }, {}),
      'error validating action type secrets: Either basic auth or OAuth credentials must be specified')
  })

  t.test('cannot be the target of a push', async t => {
    const app = pushApp(t, {
      connectors: {
        teams: { name: 'T', actionTypeId: '.teams', config: {}, secrets: { webhookUrl: 'https://teams.example.com' } },
        api: { name: 'S', actionTypeId: '.slack_api', config: {}, secrets: secretsOfToken },
        tines: { name: 'Tines', actionTypeId: '.tines', config: { url: 'https://tines.example.com' }, secrets: { email: 'e', token: 't' } },
      },
    })
    const { id } = await app.createCase()
    const refused = (message: string) => ({ status: 424, body: errorBody(424, message) })
    t.strictSame(await app.push(id, 'teams'), refused('error validating action params: [subAction]: definition for this key is missing'))
    t.match(
      (await app.push(id, 'api')).body.message,
      'error validating action params: types that failed validation:\n- [0.subAction]: expected value to equal [validChannelId]',
    )
    t.strictSame(await app.push(id, 'tines'), refused(
      'Sub action "pushToService" is not registered. Connector id: tines. Connector name: Tines. Connector type: .tines',
    ))
    t.strictSame(findIncidents(app.kibana), [])
  })

  t.test('can be preconfigured and seeded in every version', async t => {
    const actionTypeId = '.jira-service-management'
    const kibana = await testServer(t, {
      kibanaVersion: '8.0.0',
      connectors: { pre: { name: 'x', actionTypeId } },
      seed: {
        connectors: [{ id: 'c', name: 'y', actionTypeId }],
      },
    })
    const client = new Client(kibana, '', '8.0.0')
    t.match((await client.call('GET', '/api/actions/connectors')).body, [{ id: 'pre' }, { id: 'c' }])
    t.equal(
      await client.said('POST', '/api/actions/connector/c/_execute', { params: SUB_ACTION }),
      'Action type ".jira-service-management" is not registered.',
    )
  })
})

type Listed = { id: string, supported_feature_ids: string[] } & Record<string, unknown>
const list = async (client: Client): Promise<Listed[]> => (await client.call('GET', '/api/actions/connector_types')).body
const ids = async (client: Client) => (await list(client)).map(({ id }) => id).join(' ')
const one = (id: string) => async (client: Client) => (await list(client)).find(type => type.id === id)
const features = (id: string) => async (client: Client) => (await one(id)(client))?.supported_feature_ids.join()
const keys = (id: string) => async (client: Client) => Object.keys((await one(id)(client))!).slice(7).join()
const caseConnectorKeys = async (client: Client) => {
  const { config, secrets } = CONNECTORS.jira!
  await client.call('POST', '/api/actions/connector', { name: 'J', connector_type_id: '.jira', config, secrets })
  return Object.keys((await client.call('GET', '/api/cases/configure/connectors/_find')).body[0]).slice(3).join()
}
const connectorKeys = async (client: Client) =>
  Object.keys((await client.call('POST', '/api/actions/connector', { name: 'x', connector_type_id: '.server-log' })).body).slice(4).join()

const OF_8_0 =
  '.email .index .pagerduty .swimlane .server-log .slack .webhook .servicenow .servicenow-sir .servicenow-itom .jira .resilient .teams'
const OF_8_12 =
  '.email .index .pagerduty .swimlane .server-log .slack .slack_api .webhook .cases-webhook .xmatters .servicenow .servicenow-sir ' +
    '.servicenow-itom .jira .resilient .teams .torq .opsgenie .tines .gen-ai .bedrock .d3security'
const OF_9_1 =
  '.email .index .pagerduty .swimlane .server-log .slack .slack_api .webhook .cases-webhook .xmatters .servicenow .servicenow-sir ' +
    '.servicenow-itom .jira .teams .torq .opsgenie .tines .gen-ai .bedrock .gemini .d3security .resilient .thehive .xsoar .sentinelone ' +
      '.crowdstrike .inference .microsoft_defender_endpoint'

// Source of the keys about system actions: Kibana's pull requests 160753 (June 2023, after the freeze of 8.9) and 163969 (8.10)
const ROWS: readonly Row[] = [
  ['the whole list', '8.0.0', '8.12.2', ids, OF_8_0, OF_8_12],
  ['the whole list', '9.1.0', '9.2.0', ids, OF_9_1, OF_9_1.replace('.opsgenie', '.opsgenie .jira-service-management')],
  ['the place of Resilient',
    '8.13.9', '8.14.0', async client => (await ids(client)).match(/\S+ \.resilient/)?.[0], '.jira .resilient', '.d3security .resilient'],
  ['features of the server log', '8.12.9', '8.13.0', features('.server-log'), 'alerting,uptime', 'alerting,uptime,siem'],
  ['features of Slack API', '8.15.9', '8.16.0', features('.slack_api'), 'alerting,siem', 'uptime,alerting,siem'],
  ['features of Bedrock',
    '8.12.9', '8.13.0', features('.bedrock'), 'generativeAI',
    'generativeAIForSecurity,generativeAIForObservability,generativeAIForSearchPlayground'],
  ['features of Sentinel One', '8.17.9', '8.18.0', features('.sentinelone'), 'siem', 'endpointSecurity'],
  ['the last keys of a type', '8.9.2', '8.10.0', keys('.jira'), '', 'is_system_action_type'],
  ['the last keys of an endpoint type',
    '8.17.9', '8.18.0', keys('.crowdstrike'), 'is_system_action_type', 'is_system_action_type,sub_feature'],
  ['the last keys of a type', '9.1.9', '9.2.0', keys('.jira'), 'is_system_action_type', 'is_system_action_type,is_deprecated'],
  ['the last keys of an endpoint type',
    '9.2.9', '9.3.0', keys('.crowdstrike'), 'is_system_action_type,sub_feature,is_deprecated',
    'is_system_action_type,source,sub_feature,is_deprecated'],
  ['the last keys of a connector',
    '8.9.2', '8.10.0', connectorKeys, 'is_missing_secrets,is_preconfigured,is_deprecated',
    'is_missing_secrets,is_preconfigured,is_deprecated,is_system_action'],
  ['the last key of a connector',
    '9.2.9', '9.3.0', client => connectorKeys(client).then(said => said.split(',').at(-1)), 'is_system_action',
    'is_connector_type_deprecated'],
  // Source: cases/common/types/api/connector/v1.ts (ActionConnectorResultRt), actions/…/lib/connector_from_save_object.ts; PR 236662
  ['the keys of a connector for cases',
    '8.9.2', '8.10.0', caseConnectorKeys, 'isPreconfigured,isDeprecated,referencedByCount,isMissingSecrets,config',
    'isPreconfigured,isDeprecated,isSystemAction,referencedByCount,isMissingSecrets,config'],
  ['the type of a connector for cases',
    '9.2.9', '9.3.0', caseConnectorKeys, 'isPreconfigured,isDeprecated,isSystemAction,referencedByCount,isMissingSecrets,config',
    'isPreconfigured,isDeprecated,isSystemAction,isConnectorTypeDeprecated,referencedByCount,isMissingSecrets,config'],
  ['a connector of a type that does not exist yet', '8.8.9', '8.9.0', client => client.said('POST', '/api/actions/connector', {
    name: 'x', connector_type_id: '.torq', config: { webhookIntegrationUrl: 'https://hooks.torq.io' }, secrets: secretsOfToken,
  }),
  'Action type ".torq" is not registered.', 200],
  ['an unknown sub-action of Resilient', '8.13.9', '8.14.0', async client => {
    const { body } = await client.call('POST', '/api/actions/connector', {
      name: 'R',
      connector_type_id: '.resilient',
      config: { apiUrl: 'https://r.example.com', orgId: '1' },
      secrets: { apiKeyId: 'i', apiKeySecret: 's' },
    })
    const {
      body: { message, service_message },
    } = await client.call('POST', `/api/actions/connector/${body.id}/_execute`, { params: { subAction: 'x', subActionParams: {} } })
    return String(service_message ?? message).replace(body.id, 'ID').split('\n')[0]
  }, 'error validating action params: types that failed ' +
    'validation:', 'Sub action "x" is not registered. Connector id: ID. Connector name: IBM Resilient. Connector type: .resilient'],
]
testRows('connector types by version', ROWS)

t.test('every type that is only recorded is in a table of this file', async t => {
  const { body } = await new Client(await testServer(t, { kibanaVersion: NEWEST_VERSION }), '', NEWEST_VERSION).call(
    'GET', '/api/actions/connector_types',
  )
  const others = body.map(({ id }: Listed) => id).filter((id: string) => !MODELED.includes(id))
  t.strictSame(others, RECORDED.map(([id]) => id), 'RECORDED in this file, if the type has no simulation')
})

t.test('every type that cases can be pushed to has a live system', async t => {
  const types = Object.keys(MAPPINGS).filter(type => type !== '.none').map(type => type.slice(1)).sort()
  t.strictSame([...new Set(Object.values(LIVE_KINDS).map(({ kind }) => kind))].sort(), types, 'KINDS in live-kinds.ts')
})
