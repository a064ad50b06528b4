import { Type, type Static, type TObject, type TSchema } from '@sinclair/typebox'
import type { Clock } from '../clock.js'
import { configSchemaValidator, type Validation } from '../decoding/config-schema.js'
import type { License } from '../licence.js'
import { asRecord, UserError, type Work } from './services/http.js'

/** The features of Kibana that a connector type can be used in, as `feature_id` names them. */
export type FeatureId = 'alerting' | 'uptime' | 'siem' | 'cases'

/** What one execution of a connector has at hand. */
export interface Session<Config, Secrets> {
  readonly connectorId: string
  readonly config: Config
  readonly secrets: Secrets
  readonly clock: Clock
}

type Run = (session: Session<unknown, unknown>, params: unknown) => Work<unknown>

/** One thing that a connector can be asked to do. */
interface SubAction<Config, Secrets> {
  readonly params: TSchema
  readonly run: (session: Session<Config, Secrets>, params: never) => Work<unknown>
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
  readonly run: Run
}

function validation<Schema extends TSchema> (schema: Schema, check?: (value: Static<Schema>) => string | undefined) {
  const decode = configSchemaValidator(schema)
  // A connector is checked on every execution; it never changes, another one takes its place
  const known = new WeakMap<object, Validation<unknown>>()
  const validate = (input: unknown): Validation<unknown> => {
    const decoded = decode(input)
    const message = decoded.message ?? check?.(decoded.value)
    return message === undefined ? decoded : { message }
  }
  return (input: unknown): Validation<unknown> => {
    if (typeof input !== 'object' || input === null) return validate(input)
    const before = known.get(input)
    if (before) return before
    const validated = validate(input)
    known.set(input, validated)
    return validated
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
  // Sessions and parameters are checked against the very schemas that `run` has its types from
  return { ...common(definition), validateParams: configSchemaValidator(definition.params), run: definition.run as Run }
}

/** `{ subAction, subActionParams }` of one sub action. */
const subActionParams = (name: string, params: TSchema): TObject => Type.Object({ subAction: Type.Literal(name), subActionParams: params })

type SubActions<Config, Secrets> = Readonly<Record<string, SubAction<Config, Secrets>>>
type WithSubActions<Config extends TSchema, Secrets extends TSchema> =
  Definition<Config, Secrets> & { readonly subActions: SubActions<Static<Config>, Static<Secrets>> }

/** A type whose parameters are checked as one union over its sub actions, before it runs. */
export function defineUnionConnectorType<Config extends TSchema, Secrets extends TSchema> (definition: WithSubActions<Config, Secrets>): ConnectorType {
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
    run: function * (session, params) {
      // The union above lets nothing else pass
      const { subAction, subActionParams } = params as { subAction: string, subActionParams: never }
      return (yield * subActions[subAction]!.run(session as Session<Static<Config>, Static<Secrets>>, subActionParams)) ?? {}
    },
  }
}

const RegisteredParamsSchema = Type.Object({ subAction: Type.String(), subActionParams: Type.Object({}, { additionalProperties: true }) })

/**
 * A type of Kibana's newer framework: it looks up its sub action and checks the parameters when it runs.
 * Source: Kibana's actions/server/sub_action_framework/executor.ts
 */
export function defineRegisteredConnectorType<Config extends TSchema, Secrets extends TSchema> (definition: WithSubActions<Config, Secrets>): ConnectorType {
  const { id, name } = definition
  const subActions = new Map(Object.entries(definition.subActions).map(([name, { params, run }]) => [name, { validate: configSchemaValidator(params), run }]))
  return {
    ...common(definition),
    validateParams: configSchemaValidator(RegisteredParamsSchema),
    run: function * (session, params) {
      const { subAction, subActionParams } = params as Static<typeof RegisteredParamsSchema>
      const found = subActions.get(subAction)
      if (!found) throw new Error(`Sub action "${subAction}" is not registered. Connector id: ${session.connectorId}. Connector name: ${name}. Connector type: ${id}`)
      const { value, message } = found.validate(subActionParams)
      if (message !== undefined) throw new UserError(`Request validation failed (Error: ${message})`)
      return (yield * found.run(session as Session<Static<Config>, Static<Secrets>>, value as never)) ?? {}
    },
  }
}
