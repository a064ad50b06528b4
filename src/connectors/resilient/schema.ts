import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { PushParamsSchema } from '../calls/push.js'
import type { Session } from '../connector-type.js'

// Source: Kibana's stack_connectors/server/connector_types/resilient/schema.ts

/** Configuration of an IBM Resilient connector. */
export const ResilientConfigSchema = Type.Object({ apiUrl: Type.String(), orgId: Type.String() })
/** Secrets of an IBM Resilient connector. */
export const ResilientSecretsSchema = Type.Object({ apiKeyId: Type.String(), apiKeySecret: Type.String() })

/** Params of a push to IBM Resilient. */
export const ResilientPushSchema = PushParamsSchema({
  name: Type.String(),
  description: NullByDefaultSchema(Type.String()),
  incidentTypes: NullByDefaultSchema(Type.Array(Type.Number())),
  severityCode: NullByDefaultSchema(Type.Number()),
})

/** Fields of an incident that a push sets. */
export type ResilientIncident = Omit<Static<typeof ResilientPushSchema>['incident'], 'externalId'>
/** One execution of an IBM Resilient connector. */
export type ResilientSession = Session<Static<typeof ResilientConfigSchema>, Static<typeof ResilientSecretsSchema>>
