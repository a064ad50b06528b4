import type { Static } from '@sinclair/typebox'
import { pushToService } from '../calls/push.js'
import { problemOfOAuth, WebhookSecretsSchema } from '../calls/webhook-auth.js'
import { defineUnionConnectorType } from '../sub-actions.js'
import { CASES_WEBHOOK_NAME, CasesWebhookClient } from './client.js'
import { CasesWebhookConfigSchema, CasesWebhookPushSchema, type CasesWebhookConfig } from './schema.js'

// Source: Kibana's stack_connectors/server/connector_types/cases_webhook/validators.ts

function validateConfig (config: CasesWebhookConfig): string | undefined {
  const { createIncidentUrl, createCommentUrl, viewIncidentUrl, getIncidentUrl, updateIncidentUrl } = config
  const bad = [
    createIncidentUrl, createCommentUrl, viewIncidentUrl, getIncidentUrl, updateIncidentUrl,
  ].find(url => url && !URL.canParse(url))
  const problem = bad ? `unable to parse ${bad}: TypeError: Invalid URL` : problemOfOAuth(config)
  return problem === undefined ? undefined : `error configuring cases webhook action: ${problem}`
}

export const casesWebhookConnectorType = defineUnionConnectorType({
  id: '.cases-webhook',
  name: CASES_WEBHOOK_NAME,
  minimumLicense: 'gold',
  featureIds: ['cases'],
  config: CasesWebhookConfigSchema,
  secrets: WebhookSecretsSchema,
  validateConfig,
  open: session => new CasesWebhookClient(session),
  subActions: {
    pushToService: {
      params: CasesWebhookPushSchema, run: (client, params: Static<typeof CasesWebhookPushSchema>) => pushToService(client, params),
    },
  },
})
