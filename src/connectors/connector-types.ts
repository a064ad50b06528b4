import type { ConnectorType } from './connector-type.js'
import { casesWebhookConnectorType } from './services/cases-webhook.js'
import { emailConnectorType } from './services/email.js'
import { esIndexConnectorType } from './services/es-index.js'
import { jiraConnectorType } from './services/jira.js'
import { resilientConnectorType } from './services/resilient.js'
import { serviceNowItsmConnectorType, serviceNowSirConnectorType } from './services/service-now.js'
import { serverLogConnectorType } from './services/server-log.js'
import { slackConnectorType } from './services/slack.js'
import { swimlaneConnectorType } from './services/swimlane.js'
import { theHiveConnectorType } from './services/the-hive.js'
import { webhookConnectorType } from './services/webhook.js'
import { casesWebhook } from './systems/cases-webhook.js'
import { jira } from './systems/jira.js'
import { outbox } from './systems/outbox.js'
import { resilient } from './systems/resilient.js'
import { serviceNowItsm, serviceNowSir } from './systems/service-now.js'
import type { SimulatedSystem } from './systems/simulated-system.js'
import { swimlane } from './systems/swimlane.js'
import { theHive } from './systems/the-hive.js'

/** A connector type of Kibana, and the system that stands in for the real one behind it. */
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

/** Every connector type that can be created and executed, by its id. */
export const CONNECTOR_TYPES: ReadonlyMap<string, KnownType> = new Map(known.map(entry => [entry.type.id, entry]))
