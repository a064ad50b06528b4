import { Type, type Static } from '@sinclair/typebox'
import type { FailureHit } from './failure.js'

const AnyObjectSchema = Type.Record(Type.String(), Type.Unknown())

/** The stored attributes of a connector. `secrets` never leave the server. */
export const ConnectorAttributesSchema = Type.Object({
  actionTypeId: Type.String({ description: 'the connector type', examples: ['.jira'] }),
  name: Type.String({ description: 'the display name' }),
  config: { ...AnyObjectSchema, description: "the type's configuration, such as `apiUrl`" },
  secrets: { ...AnyObjectSchema, description: "the type's credentials; never exported" },
  isMissingSecrets: Type.Boolean({ description: 'whether its secrets are missing, as in an export' }),
})
export type ConnectorAttributes = Readonly<Static<typeof ConnectorAttributesSchema>>

/** A connector of `xpack.actions.preconfigured` in kibana.yml. */
export const PreconfiguredConnectorSchema = Type.Object({
  name: Type.String({ description: 'the display name' }),
  actionTypeId: Type.String({ description: 'the connector type', examples: ['.jira'] }),
  config: Type.Optional({ ...AnyObjectSchema, description: "the type's configuration" }),
  secrets: Type.Optional({ ...AnyObjectSchema, description: "the type's credentials" }),
}, { additionalProperties: false })
export type PreconfiguredConnector = Static<typeof PreconfiguredConnectorSchema>

/** A connector of the actions API: created in one space, or preconfigured in all of them. */
export interface Connector extends ConnectorAttributes {
  readonly id: string
  readonly isPreconfigured: boolean
}

/** The space of an execution, and the case if it is a push. `met` receives the failure that applied to it, if any. */
export interface Origin { readonly space: string, readonly caseId: string | null, readonly met: { failure?: FailureHit } }
