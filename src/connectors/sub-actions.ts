import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { configSchemaValidator } from '../decoding/config-schema.js'
import { asRecord, UserError, type Work } from './calls/http.js'
import { commonParts, validatorAt, type ConnectorType, type Definition, type Session, type TypeProperties } from './connector-type.js'

/** A sub-action of a connector, run through its client. */
interface SubAction<Client> {
  readonly params: TSchema
  /** Returns an empty object if there is no result. */
  readonly run: (client: Client, params: never) => Work<unknown>
}

/** A sub-action that Kibana's connectors accept, but do not implement. */
export const handshake = {
  params: Type.Object({}), run: () => { throw new Error('[Action][ExternalService] subAction handshake not implemented.') },
}

/** A connector type whose executions name a sub-action, which runs through the type's client. */
export interface WithSubActions<Config extends TSchema, Secrets extends TSchema, Client extends object>
  extends Definition<Config, Secrets> {
  /** @throws Error for a configuration that cannot be used for calls */
  readonly open: (session: Session<Static<Config>, Static<Secrets>>) => Client
  readonly subActions: Readonly<Record<string, SubAction<Client>>>
}

/** Creates the client of a connector on first use. */
function lazyClient<Config extends TSchema, Secrets extends TSchema, Client extends object> (
  { open }: WithSubActions<Config, Secrets, Client>, session: Session<unknown, unknown>,
): () => Client {
  let client: Client | undefined
  // Config and secrets were checked against the schemas that type `open`
  return () => {
    client ??= open(session as Session<Static<Config>, Static<Secrets>>)
    return client
  }
}

/** Defines a connector type whose parameters are checked before it runs, as one union over its sub-actions. */
export function defineUnionConnectorType<Config extends TSchema, Secrets extends TSchema, Client extends object> (
  definition: WithSubActions<Config, Secrets, Client>,
): ConnectorType {
  const { subActions } = definition
  const branches = Object.entries(subActions).map(([name, { params }]) =>
    [name, Type.Object({ subAction: Type.Literal(name), subActionParams: params })] as const)
  const validateAny = validatorAt(Type.Union(branches.map(([, branch]) => branch)))
  const validators = new Map(branches.map(([name, branch]) => [name, validatorAt(branch)]))
  return {
    ...commonParts(definition),
    validateParams: (params, version) => {
      // Only this branch can match. The whole union is tried if it doesn't, for the message
      const validated = validators.get(String(asRecord(params).subAction))?.(version)(params)
      return validated && validated.message === undefined ? validated : validateAny(version)(params)
    },
    executor: session => {
      const client = lazyClient(definition, session)
      return params => {
        // The union above accepts nothing else
        const { subAction, subActionParams } = params as { subAction: string, subActionParams: never }
        return subActions[subAction]!.run(client(), subActionParams)
      }
    },
  }
}

/** The error of Kibana's sub-action framework for a sub-action that a type does not have. */
export const unregisteredSubAction = ({ connectorId }: { connectorId: string }, { id, name }: TypeProperties, subAction: string): Error =>
  new Error(`Sub action "${subAction}" is not registered. Connector id: ${connectorId}. Connector name: ${name}. Connector type: ${id}`)

/** Parameters of a connector type in the sub-action framework; the sub-action's own are checked when it runs. */
export const RegisteredParamsSchema = Type.Object({
  subAction: Type.String(), subActionParams: Type.Object({}, { additionalProperties: true }),
})

const validateRegistered = configSchemaValidator(RegisteredParamsSchema)

/**
 * Defines a type of Kibana's sub-action framework, which looks up the sub-action and checks its parameters at execution.
 * Source: Kibana's actions/server/sub_action_framework/executor.ts
 */
export function defineRegisteredConnectorType<Config extends TSchema, Secrets extends TSchema, Client extends object> (
  definition: WithSubActions<Config, Secrets, Client>,
): ConnectorType {
  const subActions = new Map(
    Object.entries(definition.subActions).map(([name, { params, run }]) => [name, { validator: validatorAt(params), run }]),
  )
  return {
    ...commonParts(definition),
    validateParams: params => validateRegistered(params),
    executor: session => {
      const client = lazyClient(definition, session)
      return params => {
        const { subAction, subActionParams } = params as Static<typeof RegisteredParamsSchema>
        const found = subActions.get(subAction)
        if (!found) throw unregisteredSubAction(session, definition, subAction)
        const { value, message } = found.validator(session.version)(subActionParams)
        if (message !== undefined) throw new UserError(`Request validation failed (Error: ${message})`)
        return found.run(client(), value as never)
      }
    },
  }
}
