import { Kind, OptionalKind, type TSchema } from '@sinclair/typebox'
import {
  compileCheck, compileInteger, compileNumberFromText, compileString, invalidValue, type Compile, type Validate,
} from './decode-values.js'
import { findPagingError } from './paging.js'
import { isPlainObject } from './plain-object.js'

/** Compiles a schema to a validator; `decode.ts` explains how schemas are read. */
export const compile: Compile = (schema, position) => {
  const compileKind = KINDS[schema[Kind]]
  if (!compileKind) throw new TypeError(`decode has no rule for the kind ${schema[Kind]}`)
  return compileKind(schema, position)
}

const compileArray: Compile = ({ items, fieldName, minItems, maxItems }, position) => {
  const validateItem = compile(items, position)
  return (input, errors) => {
    if (!Array.isArray(input)) {
      errors.push(invalidValue(input, position))
      return input
    }
    const before = errors.length
    let output: unknown[] | undefined
    for (let index = 0; index < input.length; index++) {
      const item = validateItem(input[index], errors)
      if (item !== input[index]) (output ??= input.slice())[index] = item
    }
    if (errors.length > before) return input
    if (minItems !== undefined && input.length < minItems) {
      errors.push(`The length of the field ${fieldName} is too short. Array must be of length >= ${minItems}.`)
    }
    if (maxItems !== undefined && input.length > maxItems) {
      errors.push(`The length of the field ${fieldName} is too long. Array must be of length <= ${maxItems}.`)
    }
    return output ?? input
  }
}

const isNumberOrAbsent = (value: unknown): value is number | undefined => value === undefined || typeof value === 'number'

const compileObject: Compile = ({ properties, maxPerPage, additionalProperties }, position) => {
  const copy = (input: Readonly<Record<string, unknown>>) => additionalProperties === true ? { ...input } : pick(input, properties)
  const members = Object.entries<TSchema>(properties).map(([key, schema]) => ({
    key,
    optional: schema[OptionalKind] === 'Optional',
    validate: compile(schema, { ...position, path: childPath(position.path, key) }),
  }))
  return (input, errors) => {
    if (!isPlainObject(input)) {
      errors.push(invalidValue(input, position))
      return input
    }
    let known = 0
    let output: Record<string, unknown> | undefined
    for (const { key, optional, validate } of members) {
      const value = Object.hasOwn(input, key) ? input[key] : undefined
      if (value !== undefined) known++
      else if (optional) continue
      const decoded = validate(value, errors)
      if (decoded !== value) (output ??= copy(input))[key] = decoded
    }
    if (Object.keys(input).length > known) output ??= copy(input)
    const decoded = output ?? input
    if (maxPerPage !== undefined) checkPaging(decoded, maxPerPage, errors)
    return decoded
  }
}

function checkPaging ({ page, perPage }: Readonly<Record<string, unknown>>, maxPerPage: number, errors: string[]): void {
  if (!isNumberOrAbsent(page) || !isNumberOrAbsent(perPage)) return
  const error = findPagingError({ page, perPage }, maxPerPage)
  if (error !== undefined) errors.push(error)
}

/** Picks the keys that a schema lists, in the order of the request like io-ts: user actions are recorded in that order. */
function pick (input: Readonly<Record<string, unknown>>, properties: object): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const key of Object.keys(input)) {
    if (Object.hasOwn(properties, key) && input[key] !== undefined) picked[key] = input[key]
  }
  return picked
}

/** Appends a property to a path. Names that are integers are left out, like array indexes. */
const childPath = (path: string, key: string) =>
  key.trim() === '' || Number.isInteger(Number(key)) ? path : path === '' ? key : `${path},${key}`

const compileRecord: Compile = ({ patternProperties }, position) => {
  const [schema] = Object.values<TSchema>(patternProperties)
  // The path contains the key, which is known only with the input
  const validatorOf = (key: string) => compile(schema!, { ...position, path: childPath(position.path, key) })
  return (input, errors) => {
    if (isPlainObject(input)) return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, validatorOf(key)(value, errors)]))
    errors.push(invalidValue(input, position))
    return input
  }
}

const compileIntersect: Compile = ({ allOf }, position) => {
  const parts = allOf.map((part: TSchema) => compile(part, position))
  return (input, errors) => {
    const outputs = parts.map((validate: Validate) => validate(input, errors))
    return isPlainObject(input) ? Object.assign({}, ...outputs) : input
  }
}

/** Finds the discriminating property of a union: a different literal in each member. */
const findTag = (members: readonly TSchema[]): string | undefined => {
  const literals = (key: string) => members.map(({ properties }) => properties?.[key]?.const)
  return Object.keys(members[0]?.properties ?? {}).find(key =>
    literals(key).every(literal => literal !== undefined) && new Set(literals(key)).size === members.length)
}

const compileUnion: Compile = ({ anyOf, isUntagged }, position) => {
  const members = anyOf.map((member: TSchema) => compile(member, position))
  const tag = isUntagged ? undefined : findTag(anyOf)
  if (tag !== undefined) {
    const byTag = new Map<unknown, Validate>(anyOf.map((member: TSchema, index: number) => [member.properties[tag].const, members[index]]))
    return (input, errors) => {
      const validate = isPlainObject(input) ? byTag.get(input[tag]) : undefined
      if (validate) return validate(input, errors)
      errors.push(invalidValue(input, position))
      return input
    }
  }
  return (input, errors) => {
    const failures: string[] = []
    for (const validate of members) {
      const before = failures.length
      const output = validate(input, failures)
      if (failures.length === before) return output
    }
    // A spread fails on a list with too many errors
    for (const failure of failures) errors.push(failure)
    return input
  }
}

const KINDS: Readonly<Record<string, Compile>> = {
  String: compileString,
  Integer: compileInteger,
  NumberFromText: compileNumberFromText,
  Array: compileArray,
  Object: compileObject,
  Intersect: compileIntersect,
  Union: compileUnion,
  Number: compileCheck(input => typeof input === 'number'),
  Boolean: compileCheck(input => typeof input === 'boolean'),
  Null: compileCheck(input => input === null),
  Unknown: () => input => input,
  Literal: (schema, position) => compileCheck(input => input === schema.const)(schema, position),
  Record: compileRecord,
  // StringEnumSchema, the only use of Type.Unsafe
  Unsafe: (schema, position) => compileCheck(input => schema.enum.includes(input))(schema, position),
}
