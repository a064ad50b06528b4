import { Type } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { FailureRuleSchema } from '../../documents/failure.js'
import { CONNECTOR_TYPES } from '../connector-types.js'

/** All operations that connectors call in external systems. */
const OPERATIONS = [...new Set([...CONNECTOR_TYPES.values()].flatMap(({ system }) => Object.keys(system.operations)))]

/** A failure rule as callers write it; only known connector types and operations are valid. */
export const KnownFailureRuleSchema = Type.Object({
  ...FailureRuleSchema.properties,
  connector_type: Type.Optional(StringEnumSchema([...CONNECTOR_TYPES.keys()])),
  operation: Type.Optional(StringEnumSchema(OPERATIONS)),
}, { additionalProperties: false })
