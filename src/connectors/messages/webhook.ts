import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { StringEnumSchema } from '../../decoding/limits.js'
import { Formerly, In } from '../../versions/schema.js'
import { defineConnectorType } from '../connector-type.js'
import { successful, type ServiceRequest } from '../calls/http.js'
import { authTypeSchema, WebhookAuthSchema, WebhookSecretsWithOAuthSchema } from '../calls/webhook-auth.js'
import { clientCredentials } from '../calls/client-credentials.js'

// Source: Kibana's stack_connectors/server/connector_types/webhook/{index,schema,validations,get_axios_config}.ts

type Method = 'post' | 'put' | 'patch' | 'get' | 'delete'
const methods = (names: readonly Method[]) => Type.Unsafe<Method>({ ...StringEnumSchema(names), default: 'post' })

/** Methods whose requests have no body. */
const BODILESS: readonly Method[] = ['get', 'delete']

const OAUTH = 'webhook-oauth2-client-credentials'
const sinceOAuth = () => Type.Optional(In({ since: '9.2' }, Type.String()))

const ConfigSchema = Type.Object({
  url: Type.String(),
  method: Formerly([{ until: '9.3', schema: methods(['post', 'put']) }], methods(['post', 'put', 'patch', 'get', 'delete'])),
  headers: NullByDefaultSchema(Type.Record(Type.String(), Type.String())),
  ...WebhookAuthSchema,
  authType: Formerly([{ until: '9.2', schema: WebhookAuthSchema.authType }], authTypeSchema([OAUTH])),
  accessTokenUrl: sinceOAuth(),
  clientId: sinceOAuth(),
  scope: sinceOAuth(),
  additionalFields: sinceOAuth(),
})
type Config = Static<typeof ConfigSchema>

/** Why a URL can't be used. */
const problemOf = (url: string) => URL.canParse(url) ? undefined : 'unable to parse url: TypeError: Invalid URL'

function findProblem ({ url, hasAuth, authType, accessTokenUrl, clientId, additionalFields }: Config): string | undefined {
  const problem = problemOf(url)
  if (problem !== undefined) return problem
  if (authType && !hasAuth) return 'authType must be null or undefined if hasAuth is false'
  if (additionalFields && !isFilledObject(additionalFields)) return 'additionalFields must be a non-empty JSON object.'
  if (authType !== OAUTH) return undefined
  const missing = [...accessTokenUrl ? [] : ['Access Token URL (accessTokenUrl)'], ...clientId ? [] : ['Client ID (clientId)']]
  return missing.length > 0 ? `missing ${missing.join(', ')} fields` : problemOf(accessTokenUrl!)
}

function isFilledObject (json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  } catch {
    return false
  }
}

/** The connector type `.webhook`. */
export const webhookConnectorType = defineConnectorType({
  id: '.webhook',
  name: 'Webhook',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: ConfigSchema,
  secrets: WebhookSecretsWithOAuthSchema,
  validateConfig: config => {
    const problem = findProblem(config)
    return problem === undefined ? undefined : `error validation webhook action config: ${problem}`
  },
  params: Type.Object({ body: Type.Optional(Type.String()) }),
  run: function * ({ config, secrets: { user, password, clientSecret } }, { body }) {
    const { url, method, headers, authType } = config
    successful(
      yield {
        operation: 'deliver',
        method: method.toUpperCase() as ServiceRequest['method'],
        url,
        ...(headers && { headers }),
        ...(authType === OAUTH && { token: clientCredentials(config, clientSecret) }),
        ...(user && password && { auth: { username: user, password } }),
        ...(body !== undefined && !BODILESS.includes(method) && { body }),
      },
    )
    return body
  },
})
