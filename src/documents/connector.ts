import { Type, type Static } from '@sinclair/typebox'

const AnyObjectSchema = Type.Record(Type.String(), Type.Unknown())

/** What the store keeps of a connector of the actions API. `secrets` never leave the server. */
export const ConnectorAttributesSchema = Type.Object({
  actionTypeId: Type.String(),
  name: Type.String(),
  config: AnyObjectSchema,
  secrets: AnyObjectSchema,
  isMissingSecrets: Type.Boolean(),
})
export type ConnectorAttributes = Readonly<Static<typeof ConnectorAttributesSchema>>

/** A connector of `xpack.actions.preconfigured` in kibana.yml. */
export const PreconfiguredConnectorSchema = Type.Object({
  name: Type.String(),
  actionTypeId: Type.String(),
  config: Type.Optional(AnyObjectSchema),
  secrets: Type.Optional(AnyObjectSchema),
}, { additionalProperties: false })
export type PreconfiguredConnector = Static<typeof PreconfiguredConnectorSchema>
