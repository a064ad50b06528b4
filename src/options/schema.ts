import { Type, type Static, type TProperties } from '@sinclair/typebox'
import type { ClockOption } from '../kibana/clock.js'
import { PreconfiguredConnectorSchema } from '../documents/connector.js'
import { KnownFailureRuleSchema } from '../connectors/simulation/failure-rule.js'
import type { Seed } from '../state/seed.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { printChoice } from '../input/describe-schema.js'
import { TimeSchema } from '../input/time.js'
import { LICENSES } from '../kibana/license.js'
import { SecurityOptionSchema } from '../security/schema.js'
import { KibanaVersionSchema } from '../versions/version.js'
import { TlsOptionSchema } from './tls-schema.js'
import { StubSchema } from './stub-schema.js'
import { SpacesOptionSchema } from '../documents/space.js'

// Besides the keywords of JSON Schema, `checkInput` reads `expected` and `secret`; --help prints `description`.

const strictObject = <Properties extends TProperties>(properties: Properties, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options })

/** Options of pino, which writes the log. */
export interface LoggerOptions {
  /** The minimum severity of messages that are written: `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`. */
  level?: string
  [option: string]: unknown
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** The log levels, most severe first. */
export const LogLevelSchema = StringEnumSchema(LOG_LEVELS)
type LogLevel = typeof LOG_LEVELS[number]

/** Every option of a server. A config file can contain all of them, except a clock with a function. */
export const OptionsSchema = strictObject({
  host: Type.Optional(Type.String({ minLength: 1, description: 'address to listen on', examples: ['0.0.0.0'] })),
  port: Type.Optional(Type.Integer({
    minimum: 0, maximum: 65535, description: 'port to listen on; 0 chooses a free one', examples: [5601],
  })),
  tls: Type.Optional(TlsOptionSchema),
  basePath: Type.Optional(Type.String({
    pattern: '^(/.*[^/])?$',
    expected: 'a path such as "/kibana", with a slash at its start and none at its end',
    description: "like Kibana's server.basePath",
    examples: ['/kibana'],
  })),
  publicBaseUrl: Type.Optional(Type.String({
    pattern: '^https?://.*[^/]$',
    expected: 'an http or https URL without a slash at its end',
    description: "like Kibana's server.publicBaseUrl: the base of links to cases",
    examples: ['https://kibana.example.com'],
  })),
  kibanaVersion: Type.Optional(
    { ...KibanaVersionSchema, description: 'version of Kibana to behave as, from 8.0.0 on', examples: ['8.15.0'] },
  ),
  seed: Type.Optional(Type.Unsafe<Seed>({
    anyOf: [
      Type.String({ minLength: 1 }),
      Type.Array(Type.Union([Type.String({ minLength: 1 }), Type.Object({}, { additionalProperties: true })])),
      Type.Object({}, { additionalProperties: true }),
    ],
    expected: 'a state, a saved answer of Kibana, the path of a file with one, or a list of such paths',
    description:
      'state at start-up and after a reset: the state itself, a path or file URL, a fixture by name (docs-examples, demo), or a list ' +
        'of these',
    examples: [{ cases: [{ id: 'case-1', title: 'Login from two countries' }] }],
  })),
  license: Type.Optional(
    StringEnumSchema(LICENSES, { description: 'license of the server', examples: ['basic'] }),
  ),
  security: Type.Optional(SecurityOptionSchema),
  spaces: Type.Optional(SpacesOptionSchema),
  connectors: Type.Optional(Type.Record(Type.String(), PreconfiguredConnectorSchema, {
    description: "preconfigured connectors, in the format of kibana.yml's xpack.actions.preconfigured",
    examples: [
      { jira: { name: 'Jira', actionTypeId: '.jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' }, secrets: {} } },
    ],
  })),
  externalServices: Type.Optional(Type.Record(Type.String(), StringEnumSchema(['simulated', 'live']), {
    description: "external systems by connector type: simulated, or live, which makes the connector's real HTTP calls",
    examples: [{ '.jira': 'live' }],
  })),
  externalFailures: Type.Optional(
    Type.Array(
      KnownFailureRuleSchema,
      {
        description: 'failures of external systems, active from start-up and after every reset',
        examples: [[{ failure: 'rate-limit', times: 1 }]],
      },
    ),
  ),
  elasticsearch: Type.Optional(strictObject({
    port: Type.Integer({ minimum: 0, maximum: 65535, description: 'its port; 0 chooses a free one' }),
    host: Type.Optional(Type.String({ minLength: 1, description: 'its address; the option host if absent' })),
  }, {
    description: 'a second listener that serves this Kibana\'s Elasticsearch: the routes that clients of Cases use',
    examples: [{ port: 9200 }],
  })),
  stubs: Type.Optional(Type.Array(StubSchema, {
    description: 'responses for paths that the server does not have, from start-up and after every reset',
    examples: [[{ method: 'GET', path: '/api/fleet/agents', body: { items: [], total: 0 } }]],
  })),
  clock: Type.Optional(Type.Unsafe<ClockOption>({
    anyOf: [
      TimeSchema, strictObject({
        now: { ...TimeSchema, description: 'the start time of the clock' },
        frozen: Type.Optional(Type.Boolean({ description: 'whether it is stopped from the start; false if absent' })),
      }),
      Type.Object({ now: Type.Function([], Type.Date(), { description: 'returns the time' }) }),
    ],
    expected: 'an ISO 8601 time, { now, frozen }, or an object whose now() returns a Date',
    description: 'start time of the clock, or { now, frozen: true }',
    examples: [{ now: '2025-06-01T10:00:00.000Z', frozen: true }],
  })),
  random: Type.Optional(Type.Integer({
    description: 'seed for generated ids, random delays and probabilities: the same number gives the same values in every run',
    examples: [1],
  })),
  maxPayloadBytes: Type.Optional(Type.Integer({ minimum: 1, description: "like Kibana's server.maxPayload", examples: [10_485_760] })),
  requestLog: Type.Optional(strictObject({ size: Type.Integer({ minimum: 0, description: 'number of requests; 0 keeps none' }) }, {
    description: 'number of requests that the request log keeps',
    examples: [{ size: 100 }],
  })),
  control: Type.Optional(strictObject({
    enabled: Type.Optional(Type.Boolean({ description: 'false removes them' })),
    token: Type.Optional(
      Type.String({ minLength: 1, secret: true, description: 'the token that they require, as `authorization: Bearer …`' }),
    ),
  }, { description: 'the /_mock routes: enables them, and sets their bearer token', examples: [{ token: 's3cret' }] })),
  logger: Type.Optional(Type.Unsafe<boolean | LogLevel | LoggerOptions>({
    anyOf: [Type.Boolean(), LogLevelSchema, Type.Object({ level: Type.Optional(LogLevelSchema) }, { additionalProperties: true })],
    expected: `true, false, ${printChoice(LOG_LEVELS)}, or an object of pino options`,
    description: 'a level, pino options, or false for no output',
    examples: ['warn'],
  })),
})

/** The options of `startServer()`. */
export type ServerOptions = Static<typeof OptionsSchema>
