import { Type, type Static, type TObject, type TSchema } from '@sinclair/typebox'
import type { Clock } from '../kibana/clock.js'
import { configSchemaValidator, type Validation } from '../decoding/config-schema.js'
import type { License } from '../kibana/license.js'
import { byVersion } from '../versions/by-version.js'
import type { Cut } from '../versions/cuts.js'
import { schemaAt } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import { asRecord, UserError, type Work } from './calls/http.js'

/** A Kibana feature that uses connectors, as in `feature_id`. */
export type FeatureId = 'alerting' | 'uptime' | 'siem' | 'cases' | 'endpointSecurity' | 'generativeAI'
  | 'generativeAIForSecurity' | 'generativeAIForObservability' | 'generativeAIForSearchPlayground' | 'workflows' | 'agentBuilder'

/** Settings shared by all executions of one connector. */
export interface Session<Config, Secrets> {
  readonly connectorId: string
  readonly config: Config
  readonly secrets: Secrets
  readonly clock: Clock
  readonly version: Version
}

/** Runs a connector with validated parameters. May throw synchronously. */
export type Execute = (params: unknown) => Work<unknown>

/** A sub-action of a connector, run through its client. */
interface SubAction<Client> {
  readonly params: TSchema
  /** Returns an empty object if there is no result. */
  readonly run: (client: Client, params: never) => Work<unknown>
}

/** A connector type's entry in the list of types. */
export interface TypeProperties {
  readonly id: string
  readonly name: string
  readonly minimumLicense: License
  readonly featureIds: readonly FeatureId[]
  readonly formerFeatureIds?: { readonly until: Cut, readonly featureIds: readonly FeatureId[] }
  readonly subFeature?: { readonly since: Cut, readonly name: 'endpointSecurity' }
}

/** The parts of a definition that do not depend on how the type is executed. */
export interface Definition<Config extends TSchema, Secrets extends TSchema> extends TypeProperties {
  readonly config: Config
  readonly secrets: Secrets
  /** Checks beyond config-schema's; returns Kibana's error text. */
  readonly validateConfig?: (config: Static<Config>) => string | undefined
  readonly validateSecrets?: (secrets: Static<Secrets>) => string | undefined
  /** Cross-checks config and secrets. */
  readonly validateConnector?: (config: Static<Config>, secrets: Static<Secrets>) => string | undefined
}

/** A connector type: its properties in the actions API, its validation and its execution. */
export interface ConnectorType extends TypeProperties {
  readonly validateConfig: (config: unknown, version: Version) => Validation<unknown>
  readonly validateSecrets: (secrets: unknown, version: Version) => Validation<unknown>
  readonly validateConnector: (config: unknown, secrets: unknown) => string | undefined
  readonly validateParams: (params: unknown) => Validation<unknown>
  /** Prepares a connector; the result serves all its executions. */
  readonly executor: (session: Session<unknown, unknown>) => Execute
}

function validation<Schema extends TSchema> (schema: Schema, check?: (value: Static<Schema>) => string | undefined) {
  // Compiled on first use: most of the types are never used by a server
  const decoderAt = byVersion(version => configSchemaValidator(schemaAt(schema, version)))
  return (input: unknown, version: Version): Validation<unknown> => {
    const decoded = decoderAt(version)(input)
    const message = decoded.message ?? check?.(decoded.value)
    return message === undefined ? decoded : { message }
  }
}

function common<Config extends TSchema, Secrets extends TSchema> (definition: Definition<Config, Secrets>) {
  const { id, name, minimumLicense, featureIds, formerFeatureIds, subFeature } = definition
  const { config, secrets, validateConfig, validateSecrets, validateConnector } = definition
  return {
    id,
    name,
    minimumLicense,
    featureIds,
    ...(formerFeatureIds && { formerFeatureIds }),
    ...(subFeature && { subFeature }),
    validateConfig: validation(config, validateConfig),
    validateSecrets: validation(secrets, validateSecrets),
    // The input was decoded by the schemas above
    validateConnector: (config: unknown, secrets: unknown) => validateConnector?.(config as Static<Config>, secrets as Static<Secrets>),
  }
}

/** Defines a connector type without sub-actions. */
export function defineConnectorType<Config extends TSchema, Secrets extends TSchema, Params extends TSchema> (
  definition: Definition<Config, Secrets> & {
    readonly params: Params
    readonly run: (session: Session<Static<Config>, Static<Secrets>>, params: Static<Params>) => Work<unknown>
  },
): ConnectorType {
  return {
    ...common(definition),
    validateParams: configSchemaValidator(definition.params),
    // Both were checked against the schemas that type `run`
    executor: session => params => definition.run(session as Session<Static<Config>, Static<Secrets>>, params as Static<Params>),
  }
}

/** Schema of `{ subAction, subActionParams }` for one sub-action. */
const subActionParams = (name: string, params: TSchema): TObject => Type.Object({ subAction: Type.Literal(name), subActionParams: params })

/** A connector type whose executions name a sub-action, which runs through the type's client. */
export interface WithSubActions<Config extends TSchema, Secrets extends TSchema, Client extends object>
  extends Definition<Config, Secrets> {
  /** @throws Error for a configuration that cannot be used for calls */
  readonly open: (session: Session<Static<Config>, Static<Secrets>>) => Client
  readonly subActions: Readonly<Record<string, SubAction<Client>>>
}

/** The error for a configuration that cannot be used for calls. */
export const wrongConfiguration = (connector: string): Error => new Error(`[Action]${connector}: Wrong configuration.`)

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
  const branches = Object.entries(subActions).map(([name, { params }]) => subActionParams(name, params))
  const validateAny = configSchemaValidator(Type.Union(branches))
  const validators = new Map(Object.keys(subActions).map((name, index) => [name, configSchemaValidator(branches[index]!)]))
  return {
    ...common(definition),
    validateParams: params => {
      // The only branch that can match; the whole union is tried when none does, for its message
      const validated = validators.get(String(asRecord(params).subAction))?.(params)
      return validated?.message === undefined ? validated ?? validateAny(params) : validateAny(params)
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

const RegisteredParamsSchema = Type.Object({ subAction: Type.String(), subActionParams: Type.Object({}, { additionalProperties: true }) })

/**
 * Defines a type of Kibana's sub-action framework, which looks up the sub-action and checks its parameters at execution.
 * Source: Kibana's actions/server/sub_action_framework/executor.ts
 */
export function defineRegisteredConnectorType<Config extends TSchema, Secrets extends TSchema, Client extends object> (
  definition: WithSubActions<Config, Secrets, Client>,
): ConnectorType {
  const subActions = new Map(
    Object.entries(definition.subActions).map(([name, { params, run }]) => [name, { validate: configSchemaValidator(params), run }]),
  )
  return {
    ...common(definition),
    validateParams: configSchemaValidator(RegisteredParamsSchema),
    executor: session => {
      const client = lazyClient(definition, session)
      return params => {
        const { subAction, subActionParams } = params as Static<typeof RegisteredParamsSchema>
        const found = subActions.get(subAction)
        if (!found) throw unregisteredSubAction(session, definition, subAction)
        const { value, message } = found.validate(subActionParams)
        if (message !== undefined) throw new UserError(`Request validation failed (Error: ${message})`)
        return found.run(client(), value as never)
      }
    },
  }
}
