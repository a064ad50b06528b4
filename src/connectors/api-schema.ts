import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'
import { In } from '../versions/schema.js'

// Source: Kibana's actions/common/routes/connector/{response,apis/create,apis/update,apis/connector_types}/schemas/v1.ts

const AnyObjectSchema = Type.Record(Type.String(), Type.Unknown())

/** Returns Kibana's error text if a value contains a blank string at any depth. */
function refuseBlank (value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? 'value \'\' is not valid' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  return Object.values(value).map(refuseBlank).find(text => text !== undefined)
}
const FilledStringSchema = Type.String({ check: refuseBlank })
const FilledObjectSchema = Type.Record(Type.String(), Type.Unknown({ check: refuseBlank }), { default: {} })

/** Body of `POST /api/actions/connector[/{id}]`. */
export const CreateConnectorBodySchema = Type.Object({
  name: FilledStringSchema,
  connector_type_id: FilledStringSchema,
  config: FilledObjectSchema,
  secrets: FilledObjectSchema,
})
export type CreateConnectorBody = Static<typeof CreateConnectorBodySchema>

/** Body of `PUT /api/actions/connector/{id}`. */
export const ReplaceConnectorBodySchema = Type.Object({ name: FilledStringSchema, config: FilledObjectSchema, secrets: FilledObjectSchema })
export type ReplaceConnectorBody = Static<typeof ReplaceConnectorBodySchema>

/** Body of `POST /api/actions/connector/{id}/_execute`. */
export const ExecuteConnectorBodySchema = Type.Object({ params: AnyObjectSchema })

/** Query of `GET /api/actions/connector_types`. */
export const ConnectorTypesQuerySchema = Type.Object({ feature_id: Type.Optional(Type.String()) })

/** Path parameters of routes for one connector. */
export const ConnectorParamsSchema = Type.Object({ id: Type.String() })

/** A connector as the actions API returns it. The config of a preconfigured one is left out. */
export const ConnectorSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  config: Type.Optional(AnyObjectSchema),
  connector_type_id: Type.String(),
  is_missing_secrets: Type.Optional(Type.Boolean()),
  is_preconfigured: Type.Boolean(),
  is_deprecated: Type.Boolean(),
  is_system_action: In({ since: '8.10' }, Type.Boolean()),
  is_connector_type_deprecated: In({ since: '9.3' }, Type.Boolean()),
})
export type ConnectorAnswer = Static<typeof ConnectorSchema>

/** A connector as the list returns it, with the number of documents that refer to it. */
export const ListedConnectorSchema = Type.Composite([ConnectorSchema, Type.Object({ referenced_by_count: Type.Integer() })])

/** A connector type as `GET /api/actions/connector_types` returns it. */
export const ConnectorTypeSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  enabled: Type.Boolean(),
  enabled_in_config: Type.Boolean(),
  enabled_in_license: Type.Boolean(),
  minimum_license_required: Type.String(),
  supported_feature_ids: Type.Array(Type.String()),
  is_system_action_type: In({ since: '8.10' }, Type.Boolean()),
  source: In({ since: '9.3' }, StringEnumSchema(['stack', 'spec'])),
  sub_feature: Type.Optional(StringEnumSchema(['endpointSecurity'])),
  is_deprecated: In({ since: '9.2' }, Type.Boolean()),
})
export type ConnectorTypeAnswer = Static<typeof ConnectorTypeSchema>

/** The type of a connector or a system action, as `GET /internal/actions/connector_types` returns it. */
export const AnyConnectorTypeSchema = Type.Object({
  ...ConnectorTypeSchema.properties,
  allow_multiple_system_actions: In({ since: '9.3' }, Type.Optional(Type.Boolean())),
})
export type AnyConnectorTypeAnswer = Static<typeof AnyConnectorTypeSchema>

/** The result of an execution; sent with HTTP 200 even when the execution failed. */
export const ExecutionSchema = Type.Object({
  status: StringEnumSchema(['ok', 'error']),
  data: Type.Optional(Type.Unknown()),
  message: Type.Optional(Type.String()),
  errorSource: In({ since: '8.13' }, Type.Optional(StringEnumSchema(['user', 'framework']))),
  connector_id: Type.String(),
  retry: Type.Optional(Type.Boolean()),
  service_message: Type.Optional(Type.String()),
})

/**
 * A connector as the Cases API lists it: in camel case, unlike the actions API.
 * Source: Kibana's cases/common/types/api/connector/v1.ts, whose codec puts the optional keys last
 */
export const CaseConnectorAnswerSchema = Type.Object({
  id: Type.String(),
  actionTypeId: Type.String(),
  name: Type.String(),
  isPreconfigured: Type.Boolean(),
  isDeprecated: Type.Boolean(),
  isSystemAction: In({ since: '8.10' }, Type.Boolean()),
  isConnectorTypeDeprecated: In({ since: '9.3' }, Type.Boolean()),
  referencedByCount: Type.Integer(),
  isMissingSecrets: Type.Optional(Type.Boolean()),
  config: Type.Optional(AnyObjectSchema),
})
