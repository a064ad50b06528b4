import { Type } from '@sinclair/typebox'
import { nullableString } from '../../decoding/config-schema.js'
import { Formerly, In } from '../../versions/schema.js'
import { serviceNowKnowsOauth } from '../versions.js'

// Source: Kibana's stack_connectors/server/connector_types/lib/servicenow/{schema,validators,config,api}.ts, servicenow_{itsm,sir}

/** The versions with OAuth. */
const OAUTH = { since: serviceNowKnowsOauth.since }

const oauthText = In(OAUTH, nullableString)

const commonConfig = {
  apiUrl: Type.String(),
  isOAuth: In(OAUTH, Type.Boolean({ default: false })),
  userIdentifierValue: oauthText,
  clientId: oauthText,
  jwtKeyId: oauthText,
}

/** Configuration of a ServiceNow ITOM connector. */
export const ServiceNowItomConfigSchema = Type.Object(commonConfig)

/** Configuration of a ServiceNow connector. */
export const ServiceNowConfigSchema = Type.Object({
  ...commonConfig,
  usesTableApi: Type.Boolean({ default: true }),
})

/** Secrets of a ServiceNow connector. */
export const ServiceNowSecretsSchema = Formerly([{
  until: '8.3', schema: Type.Object({ password: Type.String(), username: Type.String() }),
}], Type.Object({
  password: nullableString,
  username: nullableString,
  clientSecret: nullableString,
  privateKey: nullableString,
  privateKeyPassword: nullableString,
}))

/** Table and import set of a ServiceNow application. */
export interface ServiceNowApplication {
  readonly table: string
  readonly importSetTable: string
  /** Scope of the Elastic application installed on the ServiceNow instance. */
  readonly scope: string
}
