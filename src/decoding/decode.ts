import { Kind, OptionalKind, type Static, type TSchema } from '@sinclair/typebox'
import { badRequest } from '../kibana-http/errors.js'
import { findExcessKeys } from './excess-keys.js'
import { findPagingError, numberFromText } from './paging.js'

/**
 * Kibana's Cases decode requests with io-ts and print what fails in a grammar of their own (`kibana/cases.md` §2.2). Here
 * that grammar is written once and driven by the TypeBox schemas: `decoder(schema)` is a function that gives back the
 * decoded input or throws the 400 whose message lists everything that is wrong.
 *
 * Of a schema it reads, besides the JSON Schema keywords: `fieldName` (the name in the texts about limits), `patternMessage`
 * (the text when `pattern` fails), `maxPerPage` of an object with a `page` (paging.ts), and at the root `codecName` (the io-ts type name printed when there is no path) and
 * `nullMeansEmpty` (Kibana's handler copies the body into a new object first).
 *
 * Source: Kibana's kbn-securitysolution-io-ts-utils (format_errors, exact_check), cases/common/schema/index.ts
 */
export function decoder<Schema extends TSchema> (schema: Schema): (input: unknown) => Static<Schema> {
  let decode = decoders.get(schema)
  if (!decode) {
    decode = createDecoder(schema)
    decoders.set(schema, decode)
  }
  return decode as (input: unknown) => Static<Schema>
}

// Compiled once in a process: servers that start later start faster
const decoders = new WeakMap<TSchema, (input: unknown) => unknown>()

function createDecoder (schema: TSchema) {
  const validate = compile(schema, { path: '', root: String(schema.codecName ?? '') })
  return (input: unknown): unknown => {
    const errors: string[] = []
    const output = validate(input === null && schema.nullMeansEmpty ? {} : input, errors)
    if (errors.length > 0) throw badRequest([...new Set(errors)].join(','))
    const excess = findExcessKeys(input, output)
    if (excess.length > 0) throw badRequest(`invalid keys "${excess.join(',')}"`)
    return output
  }
}

/** Gives back the input without the keys that the schema does not know, or adds to `errors`. */
type Validate = (input: unknown, errors: string[]) => unknown

/** Where in the request a schema stands: property names joined by `,`; array indexes and union branches do not count. */
interface Position { readonly path: string, readonly root: string }

type Compile = (schema: TSchema, position: Position) => Validate

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]'

const printValue = (value: unknown) => typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

const invalidValue = (value: unknown, { path, root }: Position) =>
  `Invalid value "${printValue(value)}" supplied to "${path === '' ? root : path}"`

const compile: Compile = (schema, position) => {
  const compileKind = KINDS[schema[Kind]]
  if (!compileKind) throw new TypeError(`decode has no rule for the kind ${schema[Kind]}`)
  return compileKind(schema, position)
}

const compileCheck = (isValid: (input: unknown) => boolean): Compile => (_, position) => (input, errors) => {
  if (!isValid(input)) errors.push(invalidValue(input, position))
  return input
}

const compileString: Compile = ({ fieldName, minLength, maxLength, pattern, patternMessage }, position) => {
  const expression = pattern === undefined ? undefined : new RegExp(pattern)
  return (input, errors) => {
    if (typeof input !== 'string') {
      errors.push(invalidValue(input, position))
    } else if (fieldName !== undefined) {
      const { length } = input.trim()
      if (length === 0 && minLength > 0) errors.push(`The ${fieldName} field cannot be an empty string.`)
      else if (length < minLength) errors.push(`The length of the ${fieldName} is too short. The minimum length is ${minLength}.`)
      else if (length > maxLength) errors.push(`The length of the ${fieldName} is too long. The maximum length is ${maxLength}.`)
      else if (expression && !expression.test(input)) errors.push(patternMessage)
    }
    return input
  }
}

const compileInteger: Compile = ({ fieldName }, position) => (input, errors) => {
  if (typeof input !== 'number') errors.push(invalidValue(input, position))
  else if (!Number.isSafeInteger(input)) errors.push(`The ${fieldName} field should be an integer between -(2^53 - 1) and 2^53 - 1, inclusive.`)
  return input
}

const compileArray: Compile = ({ items, fieldName, minItems, maxItems }, position) => {
  const validateItem = compile(items, position)
  return (input, errors) => {
    if (!Array.isArray(input)) {
      errors.push(invalidValue(input, position))
      return input
    }
    const before = errors.length
    const output = input.map(item => validateItem(item, errors))
    if (errors.length > before) return output
    if (minItems !== undefined && input.length < minItems) errors.push(`The length of the field ${fieldName} is too short. Array must be of length >= ${minItems}.`)
    if (maxItems !== undefined && input.length > maxItems) errors.push(`The length of the field ${fieldName} is too long. Array must be of length <= ${maxItems}.`)
    return output
  }
}

const compileNumberFromText: Compile = ({ explained }, position) => (input, errors) => {
  if (typeof input === 'number') return input
  const number = typeof input === 'string' ? numberFromText(input, explained) : undefined
  if (number !== undefined) return number
  errors.push(invalidValue(input, position))
  if (explained && typeof input === 'string') errors.push('cannot parse to a number')
  return input
}

const isNumberOrAbsent = (value: unknown): value is number | undefined => value === undefined || typeof value === 'number'

const compileObject: Compile = ({ properties, maxPerPage }, position) => {
  const members = Object.entries<TSchema>(properties).map(([key, schema]) => ({
    key,
    optional: schema[OptionalKind] === 'Optional',
    validate: compile(schema, { ...position, path: childPath(position.path, key) }),
  }))
  return (input, errors) => {
    if (!isRecord(input)) {
      errors.push(invalidValue(input, position))
      return input
    }
    const output: Record<string, unknown> = {}
    // The keys stay in the order of the request, as io-ts leaves them: activity is recorded in that order
    for (const key of Object.keys(input)) {
      if (Object.hasOwn(properties, key) && input[key] !== undefined) output[key] = undefined
    }
    for (const { key, optional, validate } of members) {
      const value = Object.hasOwn(input, key) ? input[key] : undefined
      if (value !== undefined || !optional) output[key] = validate(value, errors)
    }
    const { page, perPage } = output
    if (maxPerPage !== undefined && isNumberOrAbsent(page) && isNumberOrAbsent(perPage)) {
      const error = findPagingError({ page, perPage }, maxPerPage)
      if (error !== undefined) errors.push(error)
    }
    return output
  }
}

/** Property names that are whole numbers are left out of the path, as array indexes are. */
const childPath = (path: string, key: string) =>
  key.trim() === '' || Number.isInteger(Number(key)) ? path : path === '' ? key : `${path},${key}`

const compileRecord: Compile = ({ patternProperties }, position) => {
  const [schema] = Object.values<TSchema>(patternProperties)
  // A key is part of the path, and so known only with the input
  const validatorOf = (key: string) => compile(schema!, { ...position, path: childPath(position.path, key) })
  return (input, errors) => {
    if (isRecord(input)) return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, validatorOf(key)(value, errors)]))
    errors.push(invalidValue(input, position))
    return input
  }
}

const compileIntersect: Compile = ({ allOf }, position) => {
  const parts = allOf.map((part: TSchema) => compile(part, position))
  return (input, errors) => {
    const outputs = parts.map((validate: Validate) => validate(input, errors))
    return isRecord(input) ? Object.assign({}, ...outputs) : input
  }
}

/** The property that tells the members of a union apart: a literal in each of them, a different one in each. */
const findTag = (members: readonly TSchema[]): string | undefined => {
  const literals = (key: string) => members.map(({ properties }) => properties?.[key]?.const)
  return Object.keys(members[0]?.properties ?? {}).find(key =>
    literals(key).every(literal => literal !== undefined) && new Set(literals(key)).size === members.length)
}

const compileUnion: Compile = ({ anyOf }, position) => {
  const members = anyOf.map((member: TSchema) => compile(member, position))
  const tag = findTag(anyOf)
  if (tag !== undefined) {
    const byTag = new Map<unknown, Validate>(anyOf.map((member: TSchema, index: number) => [member.properties[tag].const, members[index]]))
    return (input, errors) => {
      const validate = isRecord(input) ? byTag.get(input[tag]) : undefined
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
    errors.push(...failures)
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
  // StringEnumSchema: the one use of Type.Unsafe
  Unsafe: (schema, position) => compileCheck(input => schema.enum.includes(input))(schema, position),
}
