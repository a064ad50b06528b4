import { parse } from 'yaml'
import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { zodParse } from '../decoding/zod.js'
import { badRequest } from '../kibana-error.js'
import { CASE_SEVERITIES } from '../documents/case.js'
import { FieldSchema, InlineFieldSchema, isRef, type Field, type InlineField } from './fields.js'

// Source: Kibana's cases/common/types/domain/template/v1.ts, cases/server/routes/api/templates/validate_template_input.ts

const nameIn = (field: Field) => isRef(field) ? field.name ?? field.$ref : field.name
const hasRepeatedNames = (fields: readonly Field[]) => new Set(fields.map(nameIn)).size < fields.length

export const DefinitionSchema = Type.Object({
  name: Type.Optional(NullableSchema(Type.String({ minLength: 1, maxLength: 160 }))),
  description: Type.Optional(NullableSchema(Type.String())),
  tags: Type.Optional(Type.Array(Type.String())),
  severity: Type.Optional(NullableSchema(StringEnumSchema(CASE_SEVERITIES))),
  category: Type.Optional(NullableSchema(Type.String())),
  assignees: Type.Optional(Type.Array(Type.Object({ uid: Type.String() }))),
  connector: Type.Optional(Type.Object({ id: Type.String(), type: Type.String(), fields: Type.Unknown() })),
  settings: Type.Optional(Type.Object({
    syncAlerts: Type.Optional(Type.Boolean()), extractObservables: Type.Optional(Type.Boolean()),
  })),
  fields: Type.Array(FieldSchema, {
    check: (fields: readonly Field[]) => hasRepeatedNames(fields) ? 'Field names must be unique.' : undefined,
  }),
})
export type Definition = Static<typeof DefinitionSchema>

/** Parses YAML without its warnings, which would go to the server's own output. */
const parseYaml = (yaml: string): unknown => parse(yaml, { logLevel: 'error' })

/** @throws KibanaError 400 for invalid YAML or an invalid definition */
export function parseDefinition (yaml: string): Definition {
  const { value, issues } = zodParse(DefinitionSchema, readYaml(yaml))
  if (issues.length > 0) throw badRequest(`Invalid template definition: ${JSON.stringify(issues)}`)
  return value as Definition
}

function readYaml (yaml: string): unknown {
  try {
    return parseYaml(yaml)
  } catch (error) {
    throw badRequest(`Invalid YAML definition: ${error}`)
  }
}

/** Parses a definition; undefined if it is invalid. */
export function definitionOf (yaml: string): Definition | undefined {
  try {
    return parseDefinition(yaml)
  } catch {
    return undefined
  }
}

/** A field of the library; undefined if its definition is invalid or only refers to another. */
export function libraryField (yaml: string): InlineField | undefined {
  try {
    const { value, issues } = zodParse(InlineFieldSchema, parseYaml(yaml))
    return issues.length === 0 ? value as InlineField : undefined
  } catch {
    return undefined
  }
}
