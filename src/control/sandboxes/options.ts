import { Type, type Static } from '@sinclair/typebox'
import { DurationSchema } from '../../input/duration.js'
import { OptionsSchema } from '../../options/schema.js'

const {
  seed, kibanaVersion, license, security, spaces, connectors, externalServices, externalFailures, stubs, clock, random,
} = OptionsSchema.properties

/** The server options that a sandbox can override. */
const ownOptions = { seed, kibanaVersion, license, security, spaces, connectors, externalServices, externalFailures, stubs, clock, random }

const IdSchema = Type.String({
  pattern: '^[\\w-]{1,100}$',
  expected: 'an id of letters, digits, "_" and "-"',
  description: 'the name in its URL; generated if absent',
  examples: ['worker-3'],
})

/** Options of a sandbox. Omitted options are those of the server. */
export const SandboxOptionsSchema = Type.Object({
  id: Type.Optional(IdSchema),
  idle: Type.Optional(Type.Union(DurationSchema.anyOf, {
    expected: DurationSchema.expected,
    description: 'removed after this long without a request, in real time; half an hour if absent',
    examples: ['5m'],
  })),
  ...ownOptions,
}, { additionalProperties: false, examples: [{ id: 'worker-3', license: 'basic' }] })
export type SandboxOptions = Static<typeof SandboxOptionsSchema>

/** Options of a sandbox that replaces one with the same id. */
export const ReplacementSchema = Type.Object({ ...SandboxOptionsSchema.properties, id: IdSchema }, { additionalProperties: false })
export type Replacement = Static<typeof ReplacementSchema>

/** A sandbox's own options, which override those of the server. */
export type OwnOptions = Omit<SandboxOptions, 'id' | 'idle'>

/** Options that affect documents: with any of them, a sandbox can't start from a copy of the server's documents. */
export const DOCUMENT_OPTIONS = ['seed', 'security', 'spaces', 'connectors', 'random'] as const satisfies readonly (keyof OwnOptions)[]
