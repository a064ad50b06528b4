import { Type } from '@sinclair/typebox'
import { defineConnectorType } from '../connector-type.js'
import { deliver, FailedExecution, invitesRetry } from '../calls/failed-execution.js'
import type { ServiceError } from '../calls/http.js'
import { incomingWebhook } from './incoming-webhook.js'

// Source: Kibana's stack_connectors/server/connector_types/slack/index.ts, @slack/webhook's errors.ts

function failure ({ message, response }: ServiceError): FailedExecution {
  if (!response) return new FailedExecution('error posting slack message', { serviceMessage: `A request error occurred: ${message}` })
  const { status, statusText } = response
  if (!invitesRetry(response)) return new FailedExecution(`unexpected http response from slack: ${status} ${statusText}`)
  const serviceMessage = `An HTTP protocol error occurred: statusCode = ${status}`
  return new FailedExecution('error posting a slack message, retry later', { serviceMessage, retry: true })
}

export const slackConnectorType = defineConnectorType({
  id: '.slack',
  name: 'Slack',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  ...incomingWebhook('slack'),
  params: Type.Object({ message: Type.String({ minLength: 1 }) }),
  run: function * ({ secrets }, { message }) {
    yield * deliver({ operation: 'deliver', method: 'POST', url: secrets.webhookUrl, body: { text: message } }, failure)
    return { text: 'ok' }
  },
})
