import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import { defineConnectorType } from '../connector-type.js'
import { deliver, failedWith } from '../calls/failed-execution.js'

// Source: Kibana's stack_connectors/server/connector_types/email/index.ts

const addresses = Type.Array(Type.String(), { default: [] })

const ConfigSchema = Type.Object({
  service: Type.String({ default: 'other' }),
  host: nullableString,
  port: NullByDefaultSchema(Type.Integer({ minimum: 1, maximum: 65535 })),
  secure: NullByDefaultSchema(Type.Boolean()),
  from: Type.String(),
  hasAuth: Type.Boolean({ default: true }),
  tenantId: nullableString,
  clientId: nullableString,
  oauthTokenUrl: nullableString,
})
const SecretsSchema = Type.Object({ user: nullableString, password: nullableString, clientSecret: nullableString })

/** Mail services whose hosts are built into Kibana. */
const KNOWN_SERVICES = ['gmail', 'outlook365', 'ses', 'elastic_cloud', '__json']

function validateConfig ({ service, host, port, clientId, tenantId }: Static<typeof ConfigSchema>): string | undefined {
  if (service === 'exchange_server') return missing({ clientId, tenantId })
  if (service === 'other') return missing({ host, port })
  return KNOWN_SERVICES.includes(service) ? undefined : `[service] value '${service}' is not valid`
}

function missing (required: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.entries(required).filter(([, value]) => value === null).map(([name]) => `[${name}]`)
  return names.length === 0 ? undefined : `${names.join('/')} is required`
}

function validateConnector (
  { service, hasAuth }: Static<typeof ConfigSchema>, { user, password, clientSecret }: Static<typeof SecretsSchema>,
): string | undefined {
  if (service === 'exchange_server') return clientSecret === null ? '[clientSecret] is required' : undefined
  if (hasAuth && user === null) return '[user] is required'
  return hasAuth && password === null ? '[password] is required' : undefined
}

export const emailConnectorType = defineConnectorType({
  id: '.email',
  name: 'Email',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'uptime', 'siem'],
  config: ConfigSchema,
  secrets: SecretsSchema,
  validateConfig,
  validateConnector,
  params: Type.Object({
    to: addresses,
    cc: addresses,
    bcc: addresses,
    subject: Type.String(),
    message: Type.String(),
    messageHTML: nullableString,
    kibanaFooterLink: Type.Object({
      path: Type.String({ default: '/' }),
      text: Type.String({ default: 'Go to Elastic' }),
    }, { default: { path: '/', text: 'Go to Elastic' } }),
  }, {
    check: ({ to, cc, bcc }: { to: string[], cc: string[], bcc: string[] }) =>
      [...to, ...cc, ...bcc].some(address => address.trim() !== '') ? undefined : 'At least one entry in [to], [cc], or [bcc] is required',
  }),
  run: function * ({ config: { from } }, { to, cc, bcc, subject, message }) {
    const body = { from, to, cc, bcc, subject, message }
    yield * deliver({ operation: 'deliver', method: 'POST', url: 'smtp:', body }, failedWith('error sending email'))
    return { accepted: [...to, ...cc, ...bcc], rejected: [], envelope: { from, to: [...to, ...cc, ...bcc] } }
  },
})
