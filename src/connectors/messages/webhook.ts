import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { StringEnumSchema } from '../../decoding/limits.js'
import { Formerly } from '../../versions/schema.js'
import { defineConnectorType } from '../connector-type.js'
import { deliver, FailedExecution, invitesRetry } from '../calls/failed-execution.js'
import { asRecord, toMethod, type ServiceError } from '../calls/http.js'
import { problemOf, problemOfOAuth, WebhookAuthSchema, webhookToken, WebhookSecretsSchema } from '../calls/webhook-auth.js'
import type { Version } from '../../versions/version.js'
import { webhooksBlameTheUser } from '../versions.js'

// Source: Kibana's stack_connectors/server/connector_types/webhook/{index,errors,schema,validations,get_axios_config}.ts

type Method = 'post' | 'put' | 'patch' | 'get' | 'delete'
const methods = (names: readonly Method[]) => StringEnumSchema(names, { default: 'post' })

/** Methods whose requests have no body. */
const BODILESS: readonly Method[] = ['get', 'delete']

const ConfigSchema = Type.Object({
  url: Type.String(),
  method: Formerly([{ until: '9.3', schema: methods(['post', 'put']) }], methods(['post', 'put', 'patch', 'get', 'delete'])),
  headers: NullByDefaultSchema(Type.Record(Type.String(), Type.String())),
  ...WebhookAuthSchema,
})

const problemOfKind = ({ authType, hasAuth }: Static<typeof ConfigSchema>) =>
  authType && !hasAuth ? 'authType must be null or undefined if hasAuth is false' : undefined

/** Statuses that the connector blames on the user, besides those that every connector does. */
const USER_STATUSES = [400, 404, 405, 406, 410, 411, 414, 428, 431]

function failure ({ message, response, code }: ServiceError, version: Version): FailedExecution {
  if (!response) {
    const serviceMessage = code === undefined ? message : `[${code}] ${message}`
    return new FailedExecution('error calling webhook, request failed', { serviceMessage })
  }
  const { status, statusText, data } = response
  const { message: reason } = asRecord(data)
  const serviceMessage = `[${status}] ${statusText}${reason ? `: ${reason}` : ''}`
  if (invitesRetry(response)) return new FailedExecution('error calling webhook, retry later', { serviceMessage, retry: true })
  const isUsers = webhooksBlameTheUser(version) && USER_STATUSES.includes(status)
  return new FailedExecution('error calling webhook, invalid response', { serviceMessage }, isUsers)
}

/** The connector type `.webhook`. */
export const webhookConnectorType = defineConnectorType({
  id: '.webhook',
  name: 'Webhook',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: ConfigSchema,
  secrets: WebhookSecretsSchema,
  validateConfig: config => {
    const problem = problemOf(config.url) ?? problemOfKind(config) ?? problemOfOAuth(config)
    return problem === undefined ? undefined : `error validation webhook action config: ${problem}`
  },
  params: Type.Object({ body: Type.Optional(Type.String()) }),
  run: function * ({ config, secrets, version }, { body }) {
    const { url, method } = config
    const { user, password } = secrets
    yield * deliver({
      operation: 'deliver',
      method: toMethod(method),
      url,
      headers: { ...config.headers, ...secrets.secretHeaders },
      token: webhookToken(config, secrets),
      ...(user && password && { auth: { username: user, password } }),
      ...(body !== undefined && !BODILESS.includes(method) && { body }),
    }, error => failure(error, version))
    return body
  },
})
