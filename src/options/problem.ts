import { inspect } from 'node:util'
import type { TSchema } from '@sinclair/typebox'
import { parseIsoTime } from '../input/iso-time.js'
import { expectation } from './expectation.js'

/**
 * What is wrong with options, as one line that names the option, what it should be and what it is; `undefined` when nothing
 * is. A walk over the schema instead of a compiled validator: options are checked once, before anything else may be loaded.
 */
export function findProblem (schema: TSchema, value: unknown, path = ''): string | undefined {
  if (schema.anyOf) return findUnionProblem(schema, value, path)
  if (!hasType(schema, value) || !keepsRules(schema, value)) return mismatch(schema, value, path)
  if (schema.type === 'array') {
    return first((value as unknown[]).map((item, index) => () => findProblem(schema.items, item, join(path, index))))
  }
  return schema.type === 'object' ? findMemberProblem(schema, value as Record<string, unknown>, path) : undefined
}

const first = (checks: readonly (() => string | undefined)[]): string | undefined => {
  for (const check of checks) {
    const problem = check()
    if (problem !== undefined) return problem
  }
}

const join = (path: string, key: string | number) => path === '' ? String(key) : `${path}.${key}`
const subject = (path: string) => path === '' ? 'the whole of the options' : `option ${path}`

function mismatch (schema: TSchema, value: unknown, path: string): string {
  if (value === undefined) return `${subject(path)} is missing; it must be ${expectation(schema)}`
  return `${subject(path)} must be ${expectation(schema)}, but is ${schema.secret ? 'something else' : print(value)}`
}

const print = (value: unknown) => {
  const text = inspect(value, { depth: 0, breakLength: Infinity }).replace(/\s+/g, ' ')
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  integer: Number.isSafeInteger,
  string: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
  array: Array.isArray,
  object: value => typeof value === 'object' && value !== null && !Array.isArray(value),
  Function: value => typeof value === 'function',
}

/** A schema without a type takes anything. */
const hasType = ({ type }: TSchema, value: unknown) => TYPES[type]?.(value) ?? true

function keepsRules ({ enum: values, pattern, minLength, format, minimum, maximum }: TSchema, value: unknown): boolean {
  if (typeof value === 'number') return value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity)
  if (typeof value !== 'string') return true
  return (values === undefined || values.includes(value)) &&
    (pattern === undefined || new RegExp(pattern).test(value)) &&
    (format === undefined || !Number.isNaN(parseIsoTime(value))) &&
    value.length >= (minLength ?? 0)
}

/** The problem inside the one member that has the value's type, where there is one; else that no member fits. */
function findUnionProblem (schema: TSchema, value: unknown, path: string): string | undefined {
  const problems = schema.anyOf.map((member: TSchema) => findProblem(member, value, path))
  if (problems.includes(undefined)) return
  const [only, ...others] = schema.anyOf.flatMap((member: TSchema, index: number) => hasType(member, value) ? [problems[index]] : [])
  return typeof value === 'object' && others.length === 0 && only ? only : mismatch(schema, value, path)
}

function findMemberProblem ({ properties = {}, required = [], additionalProperties, patternProperties }: TSchema, value: Record<string, unknown>, path: string): string | undefined {
  const [anyMember]: TSchema[] = Object.values(patternProperties ?? {})
  return first([
    // What has a default may be left out
    ...required.filter((key: string) => value[key] !== undefined || properties[key].default === undefined).map((key: string) => () => findProblem(properties[key], value[key], join(path, key))),
    ...Object.keys(value).filter(key => value[key] !== undefined && !required.includes(key)).map(key => () => {
      const member = Object.hasOwn(properties, key) ? properties[key] : anyMember
      if (member) return findProblem(member, value[key], join(path, key))
      if (additionalProperties === false) return `${subject(join(path, key))} is unknown; known are ${Object.keys(properties).join(', ')}`
    }),
  ])
}
