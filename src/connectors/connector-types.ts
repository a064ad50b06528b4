import { byVersion } from '../versions/by-version.js'
import type { Lifespan } from '../versions/cuts.js'
import type { ConnectorType } from './connector-type.js'
import { casesWebhookConnectorType } from './cases-webhook/type.js'
import { emailConnectorType } from './messages/email.js'
import { esIndexConnectorType } from './messages/es-index.js'
import { jiraConnectorType } from './jira/type.js'
import {
  bedrockConnectorType, crowdStrikeConnectorType, d3SecurityConnectorType, geminiConnectorType, inferenceConnectorType,
  jiraServiceManagementConnectorType, mcpConnectorType, microsoftDefenderConnectorType, openAiConnectorType, opsgenieConnectorType,
  sentinelOneConnectorType, tinesConnectorType, xsoarConnectorType,
} from './recorded/sub-action-types.js'
import {
  pagerDutyConnectorType, serviceNowItomConnectorType, slackApiConnectorType, teamsConnectorType, torqConnectorType, xMattersConnectorType,
} from './recorded/types.js'
import { resilientConnectorType, resilientExecutorConnectorType } from './resilient/type.js'
import { serviceNowItsmConnectorType, serviceNowSirConnectorType } from './service-now/type.js'
import { serverLogConnectorType } from './messages/server-log.js'
import { slackConnectorType } from './messages/slack.js'
import { swimlaneConnectorType } from './swimlane/type.js'
import { theHiveConnectorType } from './the-hive/type.js'
import { webhookConnectorType } from './messages/webhook.js'
import { casesWebhook } from './cases-webhook/simulation.js'
import { jira } from './jira/simulation.js'
import { outbox, recorder } from './messages/simulation.js'
import { resilient } from './resilient/simulation.js'
import { serviceNowItsm, serviceNowSir } from './service-now/simulation.js'
import type { SimulatedSystem } from './simulation/simulated-system.js'
import { swimlane } from './swimlane/simulation.js'
import { theHive } from './the-hive/simulation.js'

/** A connector type and the simulated system behind it. */
export interface KnownType {
  readonly type: ConnectorType
  readonly system: SimulatedSystem
}

const URL_KEYS = ['url', 'apiUrl', 'configUrl', 'webhookIntegrationUrl', 'serverUrl']

/** A type whose executions are only recorded; its system is identified by a URL in the configuration. */
const recorded = (type: ConnectorType): KnownType => ({
  type,
  system: recorder(config => String(URL_KEYS.map(key => config[key]).find(url => url !== undefined && url !== null) ?? type.id)),
})

/**
 * All connector types that can be created and executed, in the order in which Kibana registers and lists them.
 * Source: Kibana's stack_connectors/server/connector_types/index.ts
 */
export const REGISTERED_TYPES: readonly (KnownType & Lifespan)[] = [
  { type: emailConnectorType, system: recorder(({ service, host }) => String(host ?? service)) },
  { type: esIndexConnectorType, system: recorder(() => 'elasticsearch') },
  recorded(pagerDutyConnectorType),
  { type: swimlaneConnectorType, system: swimlane },
  { type: serverLogConnectorType, system: recorder(() => 'log') },
  { type: slackConnectorType, system: outbox(() => 'slack') },
  { since: '8.8', ...recorded(slackApiConnectorType) },
  { type: webhookConnectorType, system: outbox(({ url }) => String(url)) },
  { since: '8.4', type: casesWebhookConnectorType, system: casesWebhook },
  { since: '8.2', ...recorded(xMattersConnectorType) },
  { type: serviceNowItsmConnectorType, system: serviceNowItsm },
  { type: serviceNowSirConnectorType, system: serviceNowSir },
  recorded(serviceNowItomConnectorType),
  { type: jiraConnectorType, system: jira },
  { until: '8.14', type: resilientExecutorConnectorType, system: resilient },
  recorded(teamsConnectorType),
  { since: '8.9', ...recorded(torqConnectorType) },
  { since: '8.6', ...recorded(opsgenieConnectorType) },
  { since: '9.2', ...recorded(jiraServiceManagementConnectorType) },
  { since: '9.3', ...recorded(mcpConnectorType) },
  { since: '8.6', ...recorded(tinesConnectorType) },
  { since: '8.9', ...recorded(openAiConnectorType) },
  { since: '8.11', ...recorded(bedrockConnectorType) },
  { since: '8.15', ...recorded(geminiConnectorType) },
  { since: '8.12', ...recorded(d3SecurityConnectorType) },
  { since: '8.14', type: resilientConnectorType, system: resilient },
  { since: '8.16', type: theHiveConnectorType, system: theHive },
  { since: '8.19', ...recorded(xsoarConnectorType) },
  { since: '8.13', ...recorded(sentinelOneConnectorType) },
  { since: '8.14', ...recorded(crowdStrikeConnectorType) },
  { since: '8.18', ...recorded(inferenceConnectorType) },
  { since: '8.18', ...recorded(microsoftDefenderConnectorType) },
]

const byId = (types: readonly KnownType[]): ReadonlyMap<string, KnownType> => new Map(types.map(known => [known.type.id, known]))

/** All connector types of all versions, by id. */
export const CONNECTOR_TYPES = byId(REGISTERED_TYPES)

/** The connector types of a version, by id, in the order of its list of types. */
export const connectorTypesOf = byVersion(version => byId(REGISTERED_TYPES.filter(known => version.has(known))))
