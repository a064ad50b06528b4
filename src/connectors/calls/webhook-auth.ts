import { Type, type Static, type TObject } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import { jsonOrText } from '../../decoding/json.js'
import { NullableSchema, StringEnumSchema } from '../../decoding/limits.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import { Formerly, In } from '../../versions/schema.js'
import { wrongConfiguration } from '../connector-type.js'
import { clientCredentials } from './client-credentials.js'
import type { Credentials, TokenSource } from './http.js'

// Source: Kibana's stack_connectors/common/auth/{schema,utils}.ts

const OAUTH = 'webhook-oauth2-client-credentials'
const sinceOAuth = () => Type.Optional(In({ since: '9.2' }, Type.String()))

const authTypes = <const Name extends string>(names: readonly Name[]) => Type.Optional(NullableSchema(StringEnumSchema(names)))
const BASIC_AND_SSL = ['webhook-authentication-basic', 'webhook-authentication-ssl'] as const

/** The authentication settings in the configuration of both webhook connectors. */
export const WebhookAuthSchema = {
  hasAuth: Type.Boolean({ default: true }),
  authType: Formerly([{ until: '9.2', schema: authTypes(BASIC_AND_SSL) }], authTypes([...BASIC_AND_SSL, OAUTH])),
  certType: Type.Optional(StringEnumSchema(['ssl-crt-key', 'ssl-pfx'])),
  ca: Type.Optional(Type.String()),
  verificationMode: Type.Optional(StringEnumSchema(['none', 'certificate', 'full'])),
  accessTokenUrl: sinceOAuth(),
  clientId: sinceOAuth(),
  scope: sinceOAuth(),
  additionalFields: sinceOAuth(),
}
type WebhookAuth = Static<TObject<typeof WebhookAuthSchema>>

const secrets = { user: nullableString, password: nullableString, crt: nullableString, key: nullableString, pfx: nullableString }
const SETS = ['', 'user,password', 'crt,key', 'password,crt,key', 'pfx', 'password,pfx']

/** Checks that the given secrets form one of these sets; `last` ends the error message. */
const oneOf = (sets: readonly string[], last: string) => (given: Readonly<Record<string, string | null>>): string | undefined => {
  const names = [...Object.keys(secrets), 'clientSecret'].filter(name => given[name] !== null && given[name] !== undefined)
  return sets.includes(names.join(','))
    ? undefined
    : `must specify one of the following schemas: user and password; crt and key (with optional password); ${last}`
}

/** The secrets of both webhook connectors: user and password, a certificate, or none; from 9.2 on also an OAuth secret, and headers. */
export const WebhookSecretsSchema = Formerly([{
  until: '9.2', schema: Type.Object(secrets, { check: oneOf(SETS, 'or pfx (with optional password)') }),
}], Type.Object(
  { ...secrets, clientSecret: nullableString, secretHeaders: NullByDefaultSchema(Type.Record(Type.String(), Type.String())) },
  { check: oneOf([...SETS, 'clientSecret', 'password,clientSecret'], 'pfx (with optional password); or OAuth2 client secret') },
))
type WebhookSecrets = Static<typeof WebhookSecretsSchema>

/** Explains why a URL is invalid; `undefined` if it is valid. */
export const problemOf = (url: string) => URL.canParse(url) ? undefined : 'unable to parse url: TypeError: Invalid URL'

/** Explains why the OAuth settings are invalid; `undefined` if they are valid. */
export function problemOfOAuth ({ authType, accessTokenUrl, clientId, additionalFields }: WebhookAuth): string | undefined {
  if (additionalFields && !isFilledObject(additionalFields)) return 'additionalFields must be a non-empty JSON object.'
  if (authType !== OAUTH) return undefined
  const missing = [...accessTokenUrl ? [] : ['Access Token URL (accessTokenUrl)'], ...clientId ? [] : ['Client ID (clientId)']]
  return missing.length > 0 ? `missing ${missing.join(', ')} fields` : problemOf(accessTokenUrl!)
}

function isFilledObject (json: string): boolean {
  const value = jsonOrText(json)
  return isPlainObject(value) && Object.keys(value).length > 0
}

/** The source of a connector's tokens; `undefined` if it does not use OAuth. */
export const webhookToken = (config: WebhookAuth, { clientSecret }: WebhookSecrets): TokenSource | undefined =>
  config.authType === OAUTH ? clientCredentials(config, clientSecret) : undefined

/**
 * Returns the credentials that a connector sends; `undefined` if its configuration needs none.
 * @throws Error if the credentials or the certificate it needs are missing
 */
export function webhookCredentials (
  { hasAuth, authType, ca, verificationMode }: WebhookAuth, secrets: WebhookSecrets, connectorName: string,
): Credentials | undefined {
  const { user, password, crt, key, pfx } = secrets
  if (authType === 'webhook-authentication-ssl') {
    const hasCertificate = hasAuth && ((crt !== null && key !== null) || pfx !== null)
    // Kibana accepts a CA or a verification mode in place of a certificate
    if (!hasCertificate && !ca && !verificationMode) throw wrongConfiguration(connectorName)
    return undefined
  }
  if (!hasAuth || authType === OAUTH) return undefined
  if (!user || !password) throw wrongConfiguration(connectorName)
  return { username: user, password }
}
