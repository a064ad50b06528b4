import { Type, type Static, type TProperties } from '@sinclair/typebox'
import { In } from '../../versions/schema.js'
import { CreateConnectorBodySchema, ConnectorSchema, ConnectorTypeSchema, ExecutionSchema } from '../api-schema.js'

// Source: Kibana 8.12's actions/server/routes/legacy/{create,get_all,list_action_types,execute}.ts

/** Body of `POST /api/actions/action`. */
export const LegacyCreateBodySchema = Type.Object({
  name: CreateConnectorBodySchema.properties.name,
  actionTypeId: CreateConnectorBodySchema.properties.connector_type_id,
  config: CreateConnectorBodySchema.properties.config,
  secrets: CreateConnectorBodySchema.properties.secrets,
})

const legacyProperties = {
  id: Type.String(),
  actionTypeId: Type.String(),
  name: Type.String(),
  config: ConnectorSchema.properties.config,
  isMissingSecrets: Type.Optional(Type.Boolean()),
  isPreconfigured: Type.Boolean(),
  isDeprecated: Type.Boolean(),
  isSystemAction: In({ since: '8.10' }, Type.Boolean()),
} satisfies TProperties

/** A connector as the routes under `/api/actions/action` return it. */
export const LegacyConnectorSchema = Type.Object(legacyProperties)
export type LegacyConnector = Static<typeof LegacyConnectorSchema>

/** A connector as `GET /api/actions` lists it. */
export const LegacyListedConnectorSchema = Type.Object({ ...legacyProperties, referencedByCount: Type.Integer() })

/** A connector type as `GET /api/actions/list_action_types` returns it. */
export const LegacyTypeSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  enabled: Type.Boolean(),
  enabledInConfig: Type.Boolean(),
  enabledInLicense: Type.Boolean(),
  minimumLicenseRequired: Type.String(),
  supportedFeatureIds: Type.Array(Type.String()),
  isSystemActionType: In({ since: '8.10' }, Type.Boolean()),
  subFeature: ConnectorTypeSchema.properties.sub_feature,
})

/** The result of an execution. */
export const LegacyExecutionSchema = Type.Object({
  status: ExecutionSchema.properties.status,
  data: ExecutionSchema.properties.data,
  actionId: Type.String(),
  message: ExecutionSchema.properties.message,
  serviceMessage: Type.Optional(Type.String()),
  retry: ExecutionSchema.properties.retry,
  errorSource: ExecutionSchema.properties.errorSource,
})
