import { Type, type Static, type TProperties } from '@sinclair/typebox'
import type { ClockOption } from '../kibana/clock.js'
import { PreconfiguredConnectorSchema } from '../documents/connector.js'
import { KnownFailureRuleSchema } from '../connectors/simulation/failure-rule.js'
import type { Seed } from '../state/seed.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { printChoice } from '../input/describe-schema.js'
import { TimeSchema } from '../input/time.js'
import { LICENSES, type License } from '../kibana/license.js'
import { SecurityOptionSchema } from '../security/schema.js'
import { KibanaVersionSchema } from '../versions/version.js'
import { SpacesOptionSchema } from '../documents/space.js'

// `checkInput` reads `expected` and `secret` beside the JSON Schema keywords; --help prints `description`.

const strictObject = <Properties extends TProperties>(properties: Properties, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options })

/** Options of pino, which writes the log. */
export interface LoggerOptions {
  /** The least severe messages that are written: `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`. */
  level?: string
  [option: string]: unknown
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const LogLevelSchema = StringEnumSchema(LOG_LEVELS)
type LogLevel = typeof LOG_LEVELS[number]

/** Every option of a server. All but a clock with a function can stand in a config file. */
export const OptionsSchema = strictObject({
  host: Type.Optional(Type.String({ minLength: 1, description: 'address to listen on' })),
  port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535, description: 'port to listen on; 0 takes a free one' })),
  basePath: Type.Optional(Type.String({
    pattern: '^(/.*[^/])?$',
    expected: 'a path such as "/kibana", with a slash at its start and none at its end',
    description: "as Kibana's server.basePath",
  })),
  publicBaseUrl: Type.Optional(Type.String({
    pattern: '^https?://.*[^/]$',
    expected: 'an http or https URL without a slash at its end',
    description: "as Kibana's server.publicBaseUrl: where links to cases lead",
  })),
  kibanaVersion: Type.Optional({ ...KibanaVersionSchema, description: 'version of Kibana that the server behaves as, from 8.0.0 on' }),
  seed: Type.Optional(Type.Unsafe<Seed>({
    anyOf: [
      Type.String({ minLength: 1 }),
      Type.Array(Type.Union([Type.String({ minLength: 1 }), Type.Object({}, { additionalProperties: true })])),
      Type.Object({}, { additionalProperties: true }),
    ],
    expected: 'a state, a saved answer of Kibana, the path of a file with one, or a list of such paths',
    description: 'state to start with and to return to on reset: a path or file URL, a list of them, or a fixture by name (docs-examples, demo)',
  })),
  license: Type.Optional(Type.Unsafe<License>({ type: 'string', enum: [...LICENSES], description: 'license of the server' })),
  security: Type.Optional(SecurityOptionSchema),
  spaces: Type.Optional(SpacesOptionSchema),
  connectors: Type.Optional(Type.Record(Type.String(), PreconfiguredConnectorSchema, { description: "preconfigured connectors, as kibana.yml's xpack.actions.preconfigured" })),
  externalServices: Type.Optional(Type.Record(Type.String(), StringEnumSchema(['simulated', 'live']), { description: "by connector type, how its external system is reached; live makes the connector's real HTTP calls" })),
  externalFailures: Type.Optional(Type.Array(KnownFailureRuleSchema, { description: 'how external systems fail, from the start and after every reset' })),
  clock: Type.Optional(Type.Unsafe<ClockOption>({
    anyOf: [TimeSchema, strictObject({ now: TimeSchema, frozen: Type.Optional(Type.Boolean()) }), Type.Object({ now: Type.Function([], Type.Date()) })],
    expected: 'an ISO 8601 time, { now, frozen }, or an object whose now() returns a Date',
    description: 'time at which the clock starts, or { now, frozen: true }',
  })),
  random: Type.Optional(Type.Integer({ description: 'same number: same ids, incident numbers and versions' })),
  maxPayloadBytes: Type.Optional(Type.Integer({ minimum: 1, description: "as Kibana's server.maxPayload" })),
  requestLog: Type.Optional(strictObject({ size: Type.Integer({ minimum: 0 }) }, { description: 'how many requests the journal keeps' })),
  control: Type.Optional(strictObject({
    enabled: Type.Optional(Type.Boolean()),
    token: Type.Optional(Type.String({ minLength: 1, secret: true })),
  }, { description: 'the /_mock routes: whether they exist, and the bearer token they ask for' })),
  logger: Type.Optional(Type.Unsafe<boolean | LogLevel | LoggerOptions>({
    anyOf: [Type.Boolean(), LogLevelSchema, Type.Object({ level: Type.Optional(LogLevelSchema) }, { additionalProperties: true })],
    expected: `true, false, ${printChoice(LOG_LEVELS)}, or an object of pino options`,
    description: 'a level, pino options, or false for silence',
  })),
})

/** What `startServer` takes. */
export type ServerOptions = Static<typeof OptionsSchema>
