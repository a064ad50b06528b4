import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { successful, type Work } from '../calls/http.js'
import { defineConnectorType, type ConnectorType, type Definition } from '../connector-type.js'
import { defineUnionConnectorType, RegisteredParamsSchema, unregisteredSubAction } from '../sub-actions.js'

/** Delivers the parameters to the system behind the connector, which records them. */
function * deliver (_session: object, params: object): Work<object> {
  successful(yield { operation: 'deliver', method: 'POST', url: 'recorded:', body: params })
  return {}
}

const AnyParamsSchema = Type.Object({}, {
  additionalProperties: true,
  check: (params: object) => 'subAction' in params ? '[subAction]: definition for this key is missing' : undefined,
})

/**
 * Defines a connector type whose executions are recorded and succeed, with any parameters. Pushing a case to it is rejected, as in
 * Kibana for every type that does not support cases: a push is a sub-action.
 */
export function recordedType<Config extends TSchema, Secrets extends TSchema> (definition: Definition<Config, Secrets>): ConnectorType {
  return defineConnectorType({ ...definition, params: AnyParamsSchema, run: deliver })
}

/** Like `recordedType`, for a type that checks the name of the sub-action before it runs. */
export function recordedUnionType<Config extends TSchema, Secrets extends TSchema> (
  definition: Definition<Config, Secrets>, names: readonly string[],
): ConnectorType {
  const params = Type.Object({}, { additionalProperties: true })
  const subActions = Object.fromEntries(names.map(name => [name, {
    params, run: (session: object, subActionParams: object) => deliver(session, { subAction: name, subActionParams }),
  }]))
  return defineUnionConnectorType({ ...definition, open: session => session, subActions })
}

/** Like `recordedType`, for a type of Kibana's sub-action framework, which looks up the sub-action when it runs. */
export function recordedSubActionType<Config extends TSchema, Secrets extends TSchema> (
  definition: Definition<Config, Secrets>,
): ConnectorType {
  return defineConnectorType({
    ...definition,
    params: RegisteredParamsSchema,
    run: (session, params: Static<typeof RegisteredParamsSchema>) => {
      if (params.subAction === 'pushToService') throw unregisteredSubAction(session, definition, params.subAction)
      return deliver(session, params)
    },
  })
}
