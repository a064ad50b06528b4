import { Type } from '@sinclair/typebox'
import { nullableString } from '../../decoding/config-schema.js'
import { incomingWebhook } from '../messages/incoming-webhook.js'
import { ServiceNowItomConfigSchema, ServiceNowSecretsSchema } from '../service-now/schema.js'
import { validateConfig, validateConnector, validateSecrets } from '../service-now/validators.js'
import { recordedType, recordedUnionType } from './define.js'

// Source: Kibana's stack_connectors/server/connector_types/{pagerduty,slack_api,xmatters,servicenow_itom,teams,torq}

export const pagerDutyConnectorType = recordedType({
  id: '.pagerduty',
  name: 'PagerDuty',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: Type.Object({ apiUrl: nullableString }),
  secrets: Type.Object({ routingKey: Type.String() }),
})

const ChannelSchema = Type.Object({ id: Type.String({ minLength: 1 }), name: Type.String({ minLength: 1 }) })

export const slackApiConnectorType = recordedUnionType({
  id: '.slack_api',
  name: 'Slack API',
  minimumLicense: 'gold',
  featureIds: ['uptime', 'alerting', 'siem'],
  formerFeatureIds: { until: '8.16', featureIds: ['alerting', 'siem'] },
  config: Type.Object({ allowedChannels: Type.Optional(Type.Array(ChannelSchema, { maxItems: 25 })) }),
  secrets: Type.Object({ token: Type.String({ minLength: 1 }) }),
}, ['validChannelId', 'postMessage', 'postBlockkit', 'getChannels'])

export const xMattersConnectorType = recordedType({
  id: '.xmatters',
  name: 'xMatters',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'siem'],
  formerFeatureIds: { until: '8.13', featureIds: ['alerting'] },
  config: Type.Object({ configUrl: nullableString, usesBasic: Type.Boolean({ default: true }) }),
  secrets: Type.Object({ user: nullableString, password: nullableString, secretsUrl: nullableString }),
})

export const serviceNowItomConnectorType = recordedUnionType({
  id: '.servicenow-itom',
  name: 'ServiceNow ITOM',
  minimumLicense: 'platinum',
  featureIds: ['alerting', 'siem'],
  config: ServiceNowItomConfigSchema,
  secrets: ServiceNowSecretsSchema,
  validateConfig,
  validateSecrets,
  validateConnector,
}, ['addEvent', 'getChoices'])

export const teamsConnectorType = recordedType({
  id: '.teams',
  name: 'Microsoft Teams',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  ...incomingWebhook('teams'),
})

const TORQ_HOSTS = ['hooks.torq.io', 'localhost']

export const torqConnectorType = recordedType({
  id: '.torq',
  name: 'Torq',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: Type.Object({ webhookIntegrationUrl: Type.String() }),
  secrets: Type.Object({ token: Type.String() }),
  validateConfig: ({ webhookIntegrationUrl: url }) => URL.canParse(url) && TORQ_HOSTS.includes(new URL(url).hostname)
    ? undefined
    : 'error configuring send to Torq action: url must begin with https://hooks.torq.io',
})
