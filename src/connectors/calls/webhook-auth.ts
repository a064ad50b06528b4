import { Type, type Static, type TObject } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { NullableSchema, StringEnumSchema } from '../../decoding/limits.js'
import { Formerly } from '../../versions/schema.js'
import { wrongConfiguration } from '../connector-type.js'
import type { Credentials } from './http.js'

// Source: Kibana's stack_connectors/common/auth/{schema,utils}.ts

const nullableString = NullByDefaultSchema(Type.String())

/** The kinds of authentication, and those of one connector alone. */
export const authTypeSchema = <const More extends string = never>(more: readonly More[] = []) =>
  Type.Optional(NullableSchema(StringEnumSchema(['webhook-authentication-basic', 'webhook-authentication-ssl', ...more])))

/** The authentication settings in the configuration of both webhook connectors. */
export const WebhookAuthSchema = {
  hasAuth: Type.Boolean({ default: true }),
  authType: authTypeSchema(),
  certType: Type.Optional(StringEnumSchema(['ssl-crt-key', 'ssl-pfx'])),
  ca: Type.Optional(Type.String()),
  verificationMode: Type.Optional(StringEnumSchema(['none', 'certificate', 'full'])),
}

const secrets = { user: nullableString, password: nullableString, crt: nullableString, key: nullableString, pfx: nullableString }
const SETS = ['', 'user,password', 'crt,key', 'password,crt,key', 'pfx', 'password,pfx']

/** Checks that the secrets given are one of these sets. */
const oneOf = (sets: readonly string[], last: string) => (given: Readonly<Record<string, string | null>>): string | undefined => {
  const names = [...Object.keys(secrets), 'clientSecret'].filter(name => given[name] !== null && given[name] !== undefined)
  return sets.includes(names.join(','))
    ? undefined
    : `must specify one of the following schemas: user and password; crt and key (with optional password); ${last}`
}

/** The secrets of both webhook connectors: user and password, a certificate, or nothing. */
export const WebhookSecretsSchema = Type.Object(secrets, { check: oneOf(SETS, 'or pfx (with optional password)') })

/** The secrets of a webhook connector, which from 9.2 on may have one for OAuth. */
export const WebhookSecretsWithOAuthSchema = Formerly([{ until: '9.2', schema: WebhookSecretsSchema }], Type.Object(
  { ...secrets, clientSecret: nullableString },
  { check: oneOf([...SETS, 'clientSecret', 'password,clientSecret'], 'pfx (with optional password); or OAuth2 client secret') },
))

/**
 * Returns the credentials that a connector sends; `undefined` if its configuration needs none.
 * @throws Error if the credentials or the certificate it needs are missing
 */
export function webhookCredentials (
  { hasAuth, authType, ca, verificationMode }: Static<TObject<typeof WebhookAuthSchema>>, secrets: Static<typeof WebhookSecretsSchema>,
  connectorName: string,
): Credentials | undefined {
  const { user, password, crt, key, pfx } = secrets
  if (authType === 'webhook-authentication-ssl') {
    const hasCertificate = hasAuth && ((crt !== null && key !== null) || pfx !== null)
    // Kibana accepts a CA or a verification mode in place of a certificate
    if (!hasCertificate && !ca && !verificationMode) throw wrongConfiguration(connectorName)
    return undefined
  }
  if (!hasAuth) return undefined
  if (!user || !password) throw wrongConfiguration(connectorName)
  return { username: user, password }
}
