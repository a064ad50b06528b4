import { Type } from '@sinclair/typebox'
import { defineConnectorType } from '../connector-type.js'
import { successful } from '../calls/http.js'
import { incomingWebhook } from './incoming-webhook.js'

// Source: Kibana's stack_connectors/server/connector_types/slack/index.ts

export const slackConnectorType = defineConnectorType({
  id: '.slack',
  name: 'Slack',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  ...incomingWebhook('slack'),
  params: Type.Object({ message: Type.String({ minLength: 1 }) }),
  run: function * ({ secrets }, { message }) {
    successful(yield { operation: 'deliver', method: 'POST', url: secrets.webhookUrl, body: { text: message } })
    return { text: 'ok' }
  },
})
