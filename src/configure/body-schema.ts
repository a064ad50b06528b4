import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { codecName } from '../decoding/codec-name.js'
import { CaseFieldsSchema, CustomFieldTextSchema } from '../documents/case.js'
import { CaseConnectorSchema } from '../documents/case-connector.js'
import { LimitedArraySchema, LimitedStringSchema, NullableSchema, SafeIntegerSchema } from '../decoding/limits.js'
import { In } from '../versions/schema.js'
import { ownersAreAmongKeys } from './versions.js'
import { ClosureTypeSchema } from '../documents/configuration.js'
import type { Version } from '../versions/version.js'

// Source: Kibana's cases/common/types/api/configure/v1.ts, cases/common/constants/index.ts. The order of the keys is the order of
// the messages.

const KeySchema = LimitedStringSchema('key', 1, 36, {
  pattern: '^[a-z0-9_-]+$',
  patternMessage: "Key must be lower case, a-z, 0-9, '_', and '-' are allowed",
})
const LabelSchema = LimitedStringSchema('label', 1, 50)

const customFieldOfType = <const Name extends string, Value extends TSchema>(type: Name, value: Value) => Type.Object({
  type: Type.Literal(type),
  key: KeySchema,
  label: LabelSchema,
  required: Type.Boolean(),
  defaultValue: Type.Optional(In({ since: '8.13' }, NullableSchema(value))),
})

const CustomFieldConfigurationsBodySchema = LimitedArraySchema('customFields', Type.Union([
  customFieldOfType('text', CustomFieldTextSchema('defaultValue')),
  customFieldOfType('toggle', Type.Boolean()),
  In({ since: '8.17' }, customFieldOfType('number', SafeIntegerSchema('defaultValue'))),
]), 0, 10)
export type CustomFieldConfigurationsBody = Static<typeof CustomFieldConfigurationsBodySchema>

const TemplatesBodySchema = LimitedArraySchema('templates', Type.Object({
  key: KeySchema,
  name: LimitedStringSchema('name', 1, 50),
  caseFields: Type.Union([Type.Null(), CaseFieldsSchema]),
  description: Type.Optional(LimitedStringSchema('description', 0, 1000)),
  tags: Type.Optional(LimitedArraySchema("template's tags", LimitedStringSchema("template's tag", 1, 50), 0, 10)),
}), 0, 10)
export type TemplatesBody = Static<typeof TemplatesBodySchema>

const ObservableTypesBodySchema = LimitedArraySchema('observableTypes', Type.Object({ key: KeySchema, label: LabelSchema }), 0, 10)
export type ObservableTypesBody = Static<typeof ObservableTypesBodySchema>

const lists = {
  customFields: Type.Optional(In({ since: '8.11' }, CustomFieldConfigurationsBodySchema)),
  templates: Type.Optional(In({ since: '8.15' }, TemplatesBodySchema)),
  observableTypes: Type.Optional(In({ since: '8.18' }, ObservableTypesBodySchema)),
}

/** Before 8.11, the owner is a part of its own. Source: Kibana's former cases/common/api/cases/configure.ts */
const formerCodec = ({ properties: { owner, ...others } }: TSchema, version: Version) => ownersAreAmongKeys(version)
  ? undefined
  : `(${codecName(Type.Object(others), version)} & ${codecName(Type.Object({ owner }), version)})`

export const CreateConfigurationBodySchema = Type.Object({
  connector: CaseConnectorSchema,
  closure_type: ClosureTypeSchema,
  owner: Type.String(),
  ...lists,
}, { additionalProperties: false, codec: formerCodec })
export type CreateConfigurationBody = Static<typeof CreateConfigurationBodySchema>

export const UpdateConfigurationBodySchema = Type.Object({
  closure_type: Type.Optional(ClosureTypeSchema),
  connector: Type.Optional(CaseConnectorSchema),
  ...lists,
  version: Type.String(),
}, { additionalProperties: false, formerOrder: { until: '8.11', keys: ['connector'] } })
export type UpdateConfigurationBody = Static<typeof UpdateConfigurationBodySchema>

export const FindConfigurationsQuerySchema = Type.Object({
  owner: Type.Optional(Type.Union([Type.Array(Type.String()), Type.String()])),
}, { additionalProperties: false })
export type FindConfigurationsQuery = Static<typeof FindConfigurationsQuerySchema>

export const ConfigurationParamsSchema = Type.Object({ configuration_id: Type.String() })
