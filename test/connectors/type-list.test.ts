import t from 'tap'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { allVersions } from '../helpers/all-versions.js'
import { testServer } from '../helpers/app.js'
import { Client } from '../versions/table.js'

// Source: docs/reference/kibana/neighbours.md §9.1

const SEARCH_LAST = 'generativeAIForSecurity generativeAIForObservability generativeAIForSearchPlayground'
const SEARCH_SECOND = 'generativeAIForSecurity generativeAIForSearchPlayground generativeAIForObservability'

/** Every type in Kibana's order, as the newest version lists it, and the first version that has it. */
const TYPES: readonly [id: string, name: string, license: string, features: string, since: string][] = [
  ['.email', 'Email', 'gold', 'alerting uptime siem', '8.0'],
  ['.index', 'Index', 'basic', 'alerting uptime siem', '8.0'],
  ['.pagerduty', 'PagerDuty', 'gold', 'alerting uptime siem', '8.0'],
  ['.swimlane', 'Swimlane', 'gold', 'alerting cases siem', '8.0'],
  ['.server-log', 'Server log', 'basic', 'alerting uptime siem', '8.0'],
  ['.slack', 'Slack', 'gold', 'alerting uptime siem', '8.0'],
  ['.slack_api', 'Slack API', 'gold', 'uptime alerting siem', '8.8'],
  ['.webhook', 'Webhook', 'gold', 'alerting uptime siem', '8.0'],
  ['.cases-webhook', 'Webhook - Case Management', 'gold', 'cases', '8.4'],
  ['.xmatters', 'xMatters', 'gold', 'alerting siem', '8.2'],
  ['.servicenow', 'ServiceNow ITSM', 'platinum', 'alerting cases uptime siem', '8.0'],
  ['.servicenow-sir', 'ServiceNow SecOps', 'platinum', 'alerting cases siem', '8.0'],
  ['.servicenow-itom', 'ServiceNow ITOM', 'platinum', 'alerting siem', '8.0'],
  ['.jira', 'Jira', 'gold', 'alerting cases uptime siem', '8.0'],
  ['.teams', 'Microsoft Teams', 'gold', 'alerting uptime siem', '8.0'],
  ['.torq', 'Torq', 'gold', 'alerting uptime siem', '8.9'],
  ['.opsgenie', 'Opsgenie', 'platinum', 'alerting uptime siem', '8.6'],
  ['.jira-service-management', 'Jira Service Management', 'platinum', 'alerting uptime siem', '9.2'],
  ['.mcp', 'MCP', 'enterprise', SEARCH_SECOND, '9.3'],
  ['.tines', 'Tines', 'gold', 'siem', '8.6'],
  ['.gen-ai', 'OpenAI', 'enterprise', SEARCH_LAST, '8.9'],
  ['.bedrock', 'Amazon Bedrock', 'enterprise', SEARCH_LAST, '8.11'],
  ['.gemini', 'Google Gemini', 'enterprise', SEARCH_SECOND, '8.15'],
  ['.d3security', 'D3 Security', 'gold', 'alerting siem', '8.12'],
  ['.resilient', 'IBM Resilient', 'platinum', 'alerting cases siem', '8.0'],
  ['.thehive', 'TheHive', 'platinum', 'alerting siem uptime cases', '8.16'],
  ['.xsoar', 'XSOAR', 'platinum', 'siem', '8.19'],
  ['.sentinelone', 'Sentinel One', 'enterprise', 'endpointSecurity', '8.13'],
  ['.crowdstrike', 'CrowdStrike', 'enterprise', 'endpointSecurity', '8.14'],
  ['.inference', 'AI Connector', 'enterprise', SEARCH_SECOND, '8.18'],
  ['.microsoft_defender_endpoint', 'Microsoft Defender for Endpoint', 'enterprise', 'endpointSecurity', '8.18'],
]

interface Listed {
  readonly id: string
  readonly name: string
  readonly minimum_license_required: string
  readonly supported_feature_ids: readonly string[]
}

t.test('the list of connector types', async t => {
  const kibana = await testServer(t, { kibanaVersion: NEWEST_VERSION })
  const listed = async (prefix: string, version: string): Promise<Listed[]> =>
    (await new Client(kibana, prefix, version).call('GET', '/api/actions/connector_types')).body

  t.test('has the name, license and features of each type', async t => {
    t.strictSame(
      (await listed('', NEWEST_VERSION)).map(({ id, name, minimum_license_required: license, supported_feature_ids: features }) =>
        [id, name, license, features.join(' ')]),
      TYPES.map(([id, name, license, features]) => [id, name, license, features]),
      'TYPES in this file',
    )
  })

  t.test('has each type from its first version on', async t => {
    const first = new Map<string, string>()
    for (const { text, release } of allVersions()) {
      const sandbox = kibana.sandbox({ kibanaVersion: text })
      for (const { id } of await listed(new URL(sandbox.url).pathname, text)) if (!first.has(id)) first.set(id, release)
      await sandbox.close()
    }
    t.strictSame(Object.fromEntries(first), Object.fromEntries(TYPES.map(([id, , , , since]) => [id, since])), 'TYPES in this file')
  })
})
