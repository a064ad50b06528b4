import { Type, type Static, type TObject } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { NullableSchema, StringEnumSchema } from '../../decoding/limits.js'
import { wrongConfiguration } from '../connector-type.js'
import type { Credentials } from './http.js'

// Source: Kibana's stack_connectors/common/auth/{schema,utils}.ts

const nullableString = NullByDefaultSchema(Type.String())

/** The authentication settings in the configuration of both webhook connectors. */
export const WebhookAuthSchema = {
  hasAuth: Type.Boolean({ default: true }),
  authType: Type.Optional(NullableSchema(StringEnumSchema(['webhook-authentication-basic', 'webhook-authentication-ssl']))),
  certType: Type.Optional(StringEnumSchema(['ssl-crt-key', 'ssl-pfx'])),
  ca: Type.Optional(Type.String()),
  verificationMode: Type.Optional(StringEnumSchema(['none', 'certificate', 'full'])),
}

/** The secrets of both webhook connectors: user and password, a certificate, or nothing. */
export const WebhookSecretsSchema = Type.Object({
  user: nullableString,
  password: nullableString,
  crt: nullableString,
  key: nullableString,
  pfx: nullableString,
}, { check: mustBeAKnownSet })

function mustBeAKnownSet ({ user, password, crt, key, pfx }: { [key: string]: string | null }): string | undefined {
  const given = Object.entries({ user, password, crt, key, pfx }).filter(
    ([, value]) => value !== null && value !== undefined,
  ).map(([name]) => name)
  const isAllowed = [
    '', 'user,password', 'crt,key', 'crt,key,password', 'password,crt,key', 'pfx', 'password,pfx',
  ].includes(given.join(','))
  return isAllowed
    ? undefined
    : 'must specify one of the following schemas: user and password; crt and key (with optional password); or pfx (with optional password)'
}

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
