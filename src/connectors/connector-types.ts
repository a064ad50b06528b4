import type { ConnectorType } from './connector-type.js'
import { casesWebhookConnectorType } from './cases-webhook/type.js'
import { emailConnectorType } from './messages/email.js'
import { esIndexConnectorType } from './messages/es-index.js'
import { jiraConnectorType } from './jira/type.js'
import { resilientConnectorType } from './resilient/type.js'
import { serviceNowItsmConnectorType, serviceNowSirConnectorType } from './service-now/type.js'
import { serverLogConnectorType } from './messages/server-log.js'
import { slackConnectorType } from './messages/slack.js'
import { swimlaneConnectorType } from './swimlane/type.js'
import { theHiveConnectorType } from './the-hive/type.js'
import { webhookConnectorType } from './messages/webhook.js'
import { casesWebhook } from './cases-webhook/simulation.js'
import { jira } from './jira/simulation.js'
import { outbox } from './messages/simulation.js'
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

const known: readonly KnownType[] = [
  { type: jiraConnectorType, system: jira },
  { type: serviceNowItsmConnectorType, system: serviceNowItsm },
  { type: serviceNowSirConnectorType, system: serviceNowSir },
  { type: resilientConnectorType, system: resilient },
  { type: swimlaneConnectorType, system: swimlane },
  { type: theHiveConnectorType, system: theHive },
  { type: casesWebhookConnectorType, system: casesWebhook },
  { type: emailConnectorType, system: outbox(({ service, host }) => String(host ?? service)) },
  { type: esIndexConnectorType, system: outbox(() => 'elasticsearch') },
  { type: serverLogConnectorType, system: outbox(() => 'log') },
  { type: slackConnectorType, system: outbox(() => 'slack') },
  { type: webhookConnectorType, system: outbox(({ url }) => String(url)) },
]

/** All connector types that can be created and executed, by id. */
export const CONNECTOR_TYPES: ReadonlyMap<string, KnownType> = new Map(known.map(entry => [entry.type.id, entry]))
