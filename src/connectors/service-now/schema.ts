import { Type } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'

// Source: Kibana's stack_connectors/server/connector_types/lib/servicenow/{schema,validators,config,api}.ts, servicenow_{itsm,sir}

export const nullableString = NullByDefaultSchema(Type.String())

export const ServiceNowConfigSchema = Type.Object({
  apiUrl: Type.String(),
  isOAuth: Type.Boolean({ default: false }),
  userIdentifierValue: nullableString,
  clientId: nullableString,
  jwtKeyId: nullableString,
  usesTableApi: Type.Boolean({ default: true }),
})

export const ServiceNowSecretsSchema = Type.Object({
  password: nullableString,
  username: nullableString,
  clientSecret: nullableString,
  privateKey: nullableString,
  privateKeyPassword: nullableString,
})
