import { Type, type Static, type TObject, type TSchema } from '@sinclair/typebox'
import type { Clock } from '../kibana/clock.js'
import { configSchemaValidator, type Validation } from '../decoding/config-schema.js'
import type { License } from '../kibana/license.js'
import { asRecord, UserError, type Work } from './calls/http.js'

/** The features of Kibana that a connector type can be used in, as `feature_id` names them. */
export type FeatureId = 'alerting' | 'uptime' | 'siem' | 'cases'

/** What the executions of one connector have at hand. */
export interface Session<Config, Secrets> {
  readonly connectorId: string
  readonly config: Config
  readonly secrets: Secrets
  readonly clock: Clock
}

/** Starts what one connector is asked to do, with parameters that were validated. May throw at once. */
export type Execute = (params: unknown) => Work<unknown>

/** One thing that a connector can be asked to do, by the client that makes its calls. */
interface SubAction<Client> {
  readonly params: TSchema
  /** What has nothing to tell gives an empty object. */
  readonly run: (client: Client, params: never) => Work<unknown>
}

interface Definition<Config extends TSchema, Secrets extends TSchema> {
  readonly id: string
  readonly name: string
  readonly minimumLicense: License
  readonly featureIds: readonly FeatureId[]
  readonly config: Config
  readonly secrets: Secrets
  /** What config-schema can't say of the configuration; gives Kibana's text of what is wrong. */
  readonly validateConfig?: (config: Static<Config>) => string | undefined
  readonly validateSecrets?: (secrets: Static<Secrets>) => string | undefined
  /** What config and secrets must be together. */
  readonly validateConnector?: (config: Static<Config>, secrets: Static<Secrets>) => string | undefined
}

/** A type of connector, as the actions API and executions see it: with validation in Kibana's words. */
export interface ConnectorType {
  readonly id: string
  readonly name: string
  readonly minimumLicense: License
  readonly featureIds: readonly FeatureId[]
  readonly configSchema: TSchema
  readonly secretsSchema: TSchema
  readonly validateConfig: (config: unknown) => Validation<unknown>
  readonly validateSecrets: (secrets: unknown) => Validation<unknown>
  readonly validateConnector: (config: unknown, secrets: unknown) => string | undefined
  readonly validateParams: (params: unknown) => Validation<unknown>
  /** What executes one connector, for all its executions. */
  readonly executor: (session: Session<unknown, unknown>) => Execute
}

function validation<Schema extends TSchema> (schema: Schema, check?: (value: Static<Schema>) => string | undefined) {
  const decode = configSchemaValidator(schema)
  return (input: unknown): Validation<unknown> => {
    const decoded = decode(input)
    const message = decoded.message ?? check?.(decoded.value)
    return message === undefined ? decoded : { message }
  }
}

function common<Config extends TSchema, Secrets extends TSchema> (definition: Definition<Config, Secrets>) {
  const { id, name, minimumLicense, featureIds, config, secrets, validateConfig, validateSecrets, validateConnector } = definition
  return {
    id,
    name,
    minimumLicense,
    featureIds,
    configSchema: config,
    secretsSchema: secrets,
    validateConfig: validation(config, validateConfig),
    validateSecrets: validation(secrets, validateSecrets),
    // What comes here was decoded by the schemas above
    validateConnector: (config: unknown, secrets: unknown) => validateConnector?.(config as Static<Config>, secrets as Static<Secrets>),
  }
}

/** A type that does one thing with its parameters. */
export function defineConnectorType<Config extends TSchema, Secrets extends TSchema, Params extends TSchema> (
  definition: Definition<Config, Secrets> & { readonly params: Params, readonly run: (session: Session<Static<Config>, Static<Secrets>>, params: Static<Params>) => Work<unknown> },
): ConnectorType {
  return {
    ...common(definition),
    validateParams: configSchemaValidator(definition.params),
    // Both were checked against the very schemas that `run` has its types from
    executor: session => params => definition.run(session as Session<Static<Config>, Static<Secrets>>, params as Static<Params>),
  }
}

/** `{ subAction, subActionParams }` of one sub action. */
const subActionParams = (name: string, params: TSchema): TObject => Type.Object({ subAction: Type.Literal(name), subActionParams: params })

interface WithSubActions<Config extends TSchema, Secrets extends TSchema, Client extends object> extends Definition<Config, Secrets> {
  /** @throws Error for a configuration that no call can be made with */
  readonly open: (session: Session<Static<Config>, Static<Secrets>>) => Client
  readonly subActions: Readonly<Record<string, SubAction<Client>>>
}

/** What a client says of a configuration that no call can be made with. */
export const wrongConfiguration = (connector: string): Error => new Error(`[Action]${connector}: Wrong configuration.`)

/** Gives the client of a connector, made when it is first asked for. */
function lazyClient<Config extends TSchema, Secrets extends TSchema, Client extends object> ({ open }: WithSubActions<Config, Secrets, Client>, session: Session<unknown, unknown>): () => Client {
  let client: Client | undefined
  // Config and secrets were checked against the very schemas that `open` has its types from
  return () => {
    client ??= open(session as Session<Static<Config>, Static<Secrets>>)
    return client
  }
}

/** A type whose parameters are checked as one union over its sub actions, before it runs. */
export function defineUnionConnectorType<Config extends TSchema, Secrets extends TSchema, Client extends object> (definition: WithSubActions<Config, Secrets, Client>): ConnectorType {
  const { subActions } = definition
  const branches = Object.entries(subActions).map(([name, { params }]) => subActionParams(name, params))
  const validateAny = configSchemaValidator(Type.Union(branches))
  const validators = new Map(Object.keys(subActions).map((name, index) => [name, configSchemaValidator(branches[index]!)]))
  return {
    ...common(definition),
    validateParams: params => {
      // The one branch that can fit; the union, which tries them all, is for what none fits
      const validated = validators.get(String(asRecord(params).subAction))?.(params)
      return validated?.message === undefined ? validated ?? validateAny(params) : validateAny(params)
    },
    executor: session => {
      const client = lazyClient(definition, session)
      return params => {
        // The union above lets nothing else pass
        const { subAction, subActionParams } = params as { subAction: string, subActionParams: never }
        return subActions[subAction]!.run(client(), subActionParams)
      }
    },
  }
}

const RegisteredParamsSchema = Type.Object({ subAction: Type.String(), subActionParams: Type.Object({}, { additionalProperties: true }) })

/**
 * A type of Kibana's newer framework: it looks up its sub action and checks the parameters when it runs.
 * Source: Kibana's actions/server/sub_action_framework/executor.ts
 */
export function defineRegisteredConnectorType<Config extends TSchema, Secrets extends TSchema, Client extends object> (definition: WithSubActions<Config, Secrets, Client>): ConnectorType {
  const { id, name } = definition
  const subActions = new Map(Object.entries(definition.subActions).map(([name, { params, run }]) => [name, { validate: configSchemaValidator(params), run }]))
  return {
    ...common(definition),
    validateParams: configSchemaValidator(RegisteredParamsSchema),
    executor: session => {
      const client = lazyClient(definition, session)
      return params => {
        const { subAction, subActionParams } = params as Static<typeof RegisteredParamsSchema>
        const found = subActions.get(subAction)
        if (!found) throw new Error(`Sub action "${subAction}" is not registered. Connector id: ${session.connectorId}. Connector name: ${name}. Connector type: ${id}`)
        const { value, message } = found.validate(subActionParams)
        if (message !== undefined) throw new UserError(`Request validation failed (Error: ${message})`)
        return found.run(client(), value as never)
      }
    },
  }
}
