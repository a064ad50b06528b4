import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import { In } from '../../versions/schema.js'
import { ExtraFieldsSchema, PushParamsSchema } from '../calls/push.js'
import type { Session } from '../connector-type.js'

// Source: Kibana's stack_connectors/server/connector_types/resilient/schema.ts

/** Configuration of an IBM Resilient connector. */
export const ResilientConfigSchema = Type.Object({ apiUrl: Type.String(), orgId: Type.String() })
/** Secrets of an IBM Resilient connector. */
export const ResilientSecretsSchema = Type.Object({ apiKeyId: Type.String(), apiKeySecret: Type.String() })

const ownFields = {
  name: Type.String(),
  description: nullableString,
  incidentTypes: NullByDefaultSchema(Type.Array(Type.Number())),
  severityCode: NullByDefaultSchema(Type.Number()),
}

/** Parameters of a push to IBM Resilient. */
export const ResilientPushSchema = PushParamsSchema({
  ...ownFields,
  additionalFields: In({ since: '9.2' }, NullByDefaultSchema(
    ExtraFieldsSchema('additionalFields', [...Object.keys(ownFields), 'externalId', 'additionalFields'], 50),
  )),
})

/** Fields of an incident that a push sets. */
export type ResilientIncident = Omit<Static<typeof ResilientPushSchema>['incident'], 'externalId'>
/** Decoded configuration and secrets of an IBM Resilient connector. */
export type ResilientSession = Session<Static<typeof ResilientConfigSchema>, Static<typeof ResilientSecretsSchema>>
