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

/** A connector of the actions API: one that was created in a space, or a preconfigured one, which is in every space. */
export interface Connector extends ConnectorAttributes {
  readonly id: string
  readonly isPreconfigured: boolean
}

/** On whose behalf a connector is executed: in which space, and for which case when it is a push. */
export interface Origin { readonly space: string, readonly caseId: string | null }
