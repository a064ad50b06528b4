import { Type, type Static, type TObject } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { NullableSchema, StringEnumSchema } from '../../decoding/limits.js'
import { wrongConfiguration } from '../connector-type.js'
import type { Credentials } from './http.js'

// Source: Kibana's stack_connectors/common/auth/{schema,utils}.ts

const nullableString = NullByDefaultSchema(Type.String())

/** How the two webhook connectors say who they are: the part of their configuration. */
export const WebhookAuthSchema = {
  hasAuth: Type.Boolean({ default: true }),
  authType: Type.Optional(NullableSchema(StringEnumSchema(['webhook-authentication-basic', 'webhook-authentication-ssl']))),
  certType: Type.Optional(StringEnumSchema(['ssl-crt-key', 'ssl-pfx'])),
  ca: Type.Optional(Type.String()),
  verificationMode: Type.Optional(StringEnumSchema(['none', 'certificate', 'full'])),
}

/** Secrets come as a user and a password, or as a certificate, or not at all. */
export const WebhookSecretsSchema = Type.Object({
  user: nullableString,
  password: nullableString,
  crt: nullableString,
  key: nullableString,
  pfx: nullableString,
}, { check: mustBeAKnownSet })

function mustBeAKnownSet ({ user, password, crt, key, pfx }: { [key: string]: string | null }): string | undefined {
  const given = Object.entries({ user, password, crt, key, pfx }).filter(([, value]) => value !== null && value !== undefined).map(([name]) => name)
  const isAllowed = ['', 'user,password', 'crt,key', 'crt,key,password', 'password,crt,key', 'pfx', 'password,pfx'].includes(given.join(','))
  return isAllowed ? undefined : 'must specify one of the following schemas: user and password; crt and key (with optional password); or pfx (with optional password)'
}

/**
 * The user and password that a connector is to send; `undefined` when its configuration asks for none.
 * @throws Error when it asks for them, or for a certificate, and there is none
 */
export function webhookCredentials ({ hasAuth, authType, ca, verificationMode }: Static<TObject<typeof WebhookAuthSchema>>, secrets: Static<typeof WebhookSecretsSchema>, connectorName: string): Credentials | undefined {
  const { user, password, crt, key, pfx } = secrets
  if (authType === 'webhook-authentication-ssl') {
    const hasCertificate = hasAuth && ((crt !== null && key !== null) || pfx !== null)
    // As Kibana looks at it, an authority or a way to verify will do in a certificate's place
    if (!hasCertificate && !ca && !verificationMode) throw wrongConfiguration(connectorName)
    return undefined
  }
  if (!hasAuth) return undefined
  if (!user || !password) throw wrongConfiguration(connectorName)
  return { username: user, password }
}
