import { Type, type Static } from '@sinclair/typebox'
import type { FastifyServerOptions } from 'fastify'
import type { ClockOption } from '../clock.js'
import { PreconfiguredConnectorSchema } from '../connectors/schema.js'
import { FailureRuleSchema } from '../connectors/systems/failure-rule.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { LICENSES } from '../licence.js'
import { SecurityOptionSchema } from '../security/schema.js'
import { SpacesOptionSchema } from '../spaces/schema.js'
import type { State } from '../control/state-schema.js'

/** The options that can stand in a config file, each with its default where it has one. */
export const FileOptionsSchema = Type.Object({
  host: Type.Optional(Type.String({ minLength: 1, default: '127.0.0.1' })),
  port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535, default: 0 })),
  basePath: Type.Optional(Type.String({ pattern: '^(/.*[^/])?$', default: '' })),
  publicBaseUrl: Type.Optional(Type.String({ pattern: '^https?://' })),
  kibanaVersion: Type.Optional(Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+', default: '9.1.0' })),
  license: Type.Optional(StringEnumSchema(LICENSES)),
  security: Type.Optional(SecurityOptionSchema),
  spaces: Type.Optional(SpacesOptionSchema),
  connectors: Type.Optional(Type.Record(Type.String(), PreconfiguredConnectorSchema)),
  /** By connector type, how its external system is reached: `live` makes the connector's real HTTP calls. */
  externalServices: Type.Optional(Type.Record(Type.String(), StringEnumSchema(['simulated', 'live']))),
  /** How external systems fail from the start, and again after every reset. */
  externalFailures: Type.Optional(Type.Array(FailureRuleSchema)),
  random: Type.Optional(Type.Integer()),
  control: Type.Optional(Type.Object({ enabled: Type.Optional(Type.Boolean()), token: Type.Optional(Type.String({ minLength: 1 })) }, { additionalProperties: false })),
  maxPayloadBytes: Type.Optional(Type.Integer({ minimum: 1, default: 1_048_576 })),
}, { additionalProperties: false })
export type FileOptions = Static<typeof FileOptionsSchema>

/** What `startServer` takes. */
export interface ServerOptions extends FileOptions {
  /** The state that the server starts with and that `reset()` returns to: a `State`, a path, or a list of paths. */
  seed?: State | string | readonly string[]
  clock?: ClockOption
  /** pino options, or false for silence (the default when embedded). */
  logger?: FastifyServerOptions['logger']
}
