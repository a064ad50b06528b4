import type { Static, TSchema } from '@sinclair/typebox'
import type { Clock } from '../kibana/clock.js'
import { configSchemaValidator, type Validation } from '../decoding/config-schema.js'
import type { License } from '../kibana/license.js'
import { byVersion } from '../versions/by-version.js'
import type { Cut } from '../versions/cuts.js'
import { schemaAt } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import type { Work } from './calls/http.js'

/** A Kibana feature that uses connectors, as in `feature_id`. */
export type FeatureId = 'alerting' | 'uptime' | 'siem' | 'cases' | 'endpointSecurity' | 'generativeAI'
  | 'generativeAIForSecurity' | 'generativeAIForObservability' | 'generativeAIForSearchPlayground'

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
  readonly validateParams: (params: unknown, version: Version) => Validation<unknown>
  /** Prepares a connector; the result serves all its executions. */
  readonly executor: (session: Session<unknown, unknown>) => Execute
}

/** A validator per version, compiled on first use, since a server never uses most of the types. */
export const validatorAt = <Schema extends TSchema>(schema: Schema) =>
  byVersion(version => configSchemaValidator(schemaAt(schema, version)))

function validation<Schema extends TSchema> (schema: Schema, check?: (value: Static<Schema>) => string | undefined) {
  const validator = validatorAt(schema)
  return (input: unknown, version: Version): Validation<unknown> => {
    const decoded = validator(version)(input)
    const message = decoded.message ?? check?.(decoded.value)
    return message === undefined ? decoded : { message }
  }
}

/** The parts of a connector type that do not depend on how it is executed. */
export function commonParts<Config extends TSchema, Secrets extends TSchema> (definition: Definition<Config, Secrets>) {
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
    ...commonParts(definition),
    validateParams: validation(definition.params),
    // Both were checked against the schemas that type `run`
    executor: session => params => definition.run(session as Session<Static<Config>, Static<Secrets>>, params as Static<Params>),
  }
}

/** The error for a configuration that cannot be used for calls. */
export const wrongConfiguration = (connector: string): Error => new Error(`[Action]${connector}: Wrong configuration.`)
