import { Type } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { StringEnumSchema } from '../../decoding/limits.js'
import { Formerly } from '../../versions/schema.js'
import { defineConnectorType } from '../connector-type.js'
import { successful, type ServiceRequest } from '../calls/http.js'
import { WebhookAuthSchema, WebhookSecretsSchema } from '../calls/webhook-auth.js'

// Source: Kibana's stack_connectors/server/connector_types/webhook/{index,validations}.ts

type Method = 'post' | 'put' | 'patch' | 'get' | 'delete'
const methods = (names: readonly Method[]) => Type.Unsafe<Method>({ ...StringEnumSchema(names), default: 'post' })

export const webhookConnectorType = defineConnectorType({
  id: '.webhook',
  name: 'Webhook',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: Type.Object({
    url: Type.String(),
    method: Formerly([{ until: '9.3', schema: methods(['post', 'put']) }], methods(['post', 'put', 'patch', 'get', 'delete'])),
    headers: NullByDefaultSchema(Type.Record(Type.String(), Type.String())),
    ...WebhookAuthSchema,
  }),
  secrets: WebhookSecretsSchema,
  validateConfig: ({ url }) => URL.canParse(url)
    ? undefined
    : 'error validation webhook action config: unable to parse url: TypeError: Invalid URL',
  params: Type.Object({ body: Type.Optional(Type.String()) }),
  run: function * ({ config: { url, method, headers }, secrets: { user, password } }, { body }) {
    successful(
      yield {
        operation: 'deliver',
        method: method.toUpperCase() as ServiceRequest['method'],
        url,
        ...(headers && { headers }),
        ...(user && password && { auth: { username: user, password } }),
        ...(body !== undefined && { body }),
      },
    )
    return body
  },
})
