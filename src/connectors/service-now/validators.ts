import type { Static } from '@sinclair/typebox'
import type { ServiceNowItomConfigSchema, ServiceNowSecretsSchema } from './schema.js'

// Source: Kibana's stack_connectors/server/connector_types/lib/servicenow/{validators,translations}.ts

/** The part of the configuration that all ServiceNow connectors have. */
type Config = Static<typeof ServiceNowItomConfigSchema>
type Secrets = Static<typeof ServiceNowSecretsSchema>

const must = (field: string, isOAuth: boolean) => `${field} must be provided when isOAuth = ${isOAuth}`
const mustNot = (fields: string, isOAuth: boolean) => `${fields} should not be provided with isOAuth = ${isOAuth}`

/** Checks a configuration beyond its schema; returns Kibana's error text. */
export function validateConfig ({ isOAuth, userIdentifierValue, clientId, jwtKeyId }: Config): string | undefined {
  const missing = Object.entries({ userIdentifierValue, clientId, jwtKeyId }).find(([, value]) => value === null)
  return isOAuth && missing ? must(missing[0], true) : undefined
}

/** Cross-checks a configuration and its secrets. */
export function validateConnector (config: Config, { username, password, clientSecret, privateKey }: Secrets): string | undefined {
  const { isOAuth, userIdentifierValue, clientId, jwtKeyId } = config
  const missing = Object.entries(isOAuth ? { clientSecret, privateKey } : { username, password }).find(([, value]) => value === null)
  if (missing) return must(missing[0], isOAuth)
  if (isOAuth) return username || password ? mustNot('Username and password', true) : undefined
  return clientSecret || clientId || userIdentifierValue || jwtKeyId || privateKey
    ? mustNot('clientId, clientSecret, userIdentifierValue, jwtKeyId and privateKey', false)
    : undefined
}

/** Checks secrets beyond their schema. */
export function validateSecrets ({ username, password, clientSecret, privateKey }: Secrets): string | undefined {
  if (username || password) return username && password ? undefined : 'username and password must both be specified'
  if (clientSecret || privateKey) return clientSecret && privateKey ? undefined : 'clientSecret and privateKey must both be specified'
  return 'Either basic auth or OAuth credentials must be specified'
}
