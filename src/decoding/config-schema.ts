import { Kind, OptionalKind, Type, type Static, type TNull, type TSchema, type TUnion } from '@sinclair/typebox'
import { badRequest } from '../kibana-http/errors.js'
import { parseJson } from './json.js'

/**
 * Kibana's platform, its connectors and its spaces API check input with config-schema, which has a grammar of its own for what
 * is wrong: the first failing key only, `[path.to.key]: text`, the branches of a union on lines of their own. Written once
 * here, and driven by the TypeBox schemas; `decode.ts` does the same for what the Cases plugin decodes.
 *
 * How a schema is read, where config-schema differs from JSON Schema:
 * - objects refuse unknown keys unless they have `additionalProperties: true`; a missing object is an empty one
 * - `default` stands in for a missing value; a value that is missing without one fails unless it is `Type.Optional`
 * - `check: (value) => text | undefined` (an option on strings, records and objects) is config-schema's `validate`
 * - numbers and booleans may be sent as text, objects, arrays and records as JSON text
 *
 * Source: Kibana's kbn-config-schema/src/{types,errors}
 */
export function configSchema<Schema extends TSchema> (schema: Schema): (input: unknown, namespace?: string) => Static<Schema> {
  const validate = configSchemaValidator(schema)
  return (input, namespace) => {
    const { value, message } = validate(input, namespace)
    if (message !== undefined) throw badRequest(message)
    return value as Static<Schema>
  }
}

export type Validation<Value> = { readonly value: Value, readonly message?: undefined } | { readonly value?: undefined, readonly message: string }

/** As `configSchema`, for where a failure is not the answer to a request: gives the value, defaults filled in, or the text. */
export function configSchemaValidator<Schema extends TSchema> (schema: Schema): (input: unknown, namespace?: string) => Validation<Static<Schema>> {
  let check = checks.get(schema)
  if (!check) {
    check = compile(schema)
    checks.set(schema, check)
  }
  const compiled = check
  return (input, namespace) => {
    const output = compiled(input)
    return output instanceof Failure ? { message: output.toText(namespace) } : { value: output as Static<Schema> }
  }
}

/** config-schema's `nullable`: the value, or null, which is also what a missing one becomes. */
export function NullByDefaultSchema<Schema extends TSchema> (schema: Schema): TUnion<[Schema, TNull]> {
  return Type.Union([schema, Type.Null()], { default: null })
}

/** What is wrong, where; for a union, what is wrong with each branch. */
class Failure {
  readonly #text: string
  readonly #path: readonly string[]
  readonly #branches: readonly Failure[]

  constructor (text: string, path: readonly string[] = [], branches: readonly Failure[] = []) {
    this.#text = text
    this.#path = path
    this.#branches = branches
  }

  /** The same failure, seen from the parent that holds it under `key`. */
  under (key: string): Failure {
    return new Failure(this.#text, [key, ...this.#path], this.#branches.map(branch => branch.under(key)))
  }

  toText (namespace?: string, level = 0): string {
    const path = namespace === undefined ? this.#path : [namespace, ...this.#path]
    const lines = this.#branches.map(branch => `\n${' '.repeat(level)}- ${branch.toText(namespace, level + 1)}`)
    const text = this.#text + lines.join('')
    return path.length === 0 ? text : `[${path.join('.')}]: ${text}`
  }
}

/** Gives back the value as it is taken, or why it is not. */
type Check = (input: unknown) => unknown

// Compiled once in a process: servers that start later start faster
const checks = new WeakMap<TSchema, Check>()

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]'

const typeName = (value: unknown) => Array.isArray(value) ? 'Array' : isPlainObject(value) ? 'Object' : value === null ? 'null' : typeof value

const wrongType = (expected: string, input: unknown) => new Failure(`expected value of type [${expected}] but got [${typeName(input)}]`)

function compile (schema: TSchema): Check {
  const compileKind = KINDS[schema[Kind]]
  if (!compileKind) throw new TypeError(`config-schema has no rule for the kind ${schema[Kind]}`)
  const check = withCustomCheck(compileKind(schema), schema)
  if (!('default' in schema)) return check
  return input => input === undefined ? schema.default : check(input)
}

function withCustomCheck (check: Check, { check: customCheck }: TSchema): Check {
  if (!customCheck) return check
  return input => {
    const output = check(input)
    const text = output instanceof Failure ? undefined : customCheck(output)
    return text === undefined ? output : new Failure(text)
  }
}

type Compile = (schema: TSchema) => Check

const compileString: Compile = ({ minLength, maxLength }) => input => {
  if (typeof input !== 'string') return wrongType('string', input)
  if (input.length < minLength) return new Failure(`value has length [${input.length}] but it must have a minimum length of [${minLength}].`)
  if (input.length > maxLength) return new Failure(`value has length [${input.length}] but it must have a maximum length of [${maxLength}].`)
  return input
}

const compileNumber: Compile = ({ minimum, maximum }) => input => {
  const number = typeof input === 'string' && input.trim() !== '' ? Number(input) : input
  if (typeof number !== 'number' || !Number.isFinite(number)) return wrongType('number', input)
  if (number < minimum) return new Failure(`Value must be equal to or greater than [${minimum}].`)
  if (number > maximum) return new Failure(`Value must be equal to or lower than [${maximum}].`)
  return number
}

const compileBoolean: Compile = () => input => {
  const boolean = typeof input === 'string' ? { true: true, false: false }[input.toLowerCase()] : input
  return typeof boolean === 'boolean' ? boolean : wrongType('boolean', input)
}

const compileEqual = (expected: unknown): Check => input => input === expected ? input : new Failure(`expected value to equal [${expected}]`)

/** A text in place of a list or an object is read as JSON. */
function fromJson (input: unknown, kind: string): unknown {
  if (typeof input !== 'string') return input
  try {
    return parseJson(input)
  } catch {
    return new Failure(`could not parse ${kind} value from json input`)
  }
}

const compileArray: Compile = ({ items, minItems, maxItems }) => {
  const checkItem = compile(items)
  return input => {
    const list = fromJson(input, 'array')
    if (list instanceof Failure) return list
    if (!Array.isArray(list)) return wrongType('array', list)
    const output: unknown[] = []
    for (const [index, item] of list.entries()) {
      const checked = checkItem(item)
      if (checked instanceof Failure) return checked.under(String(index))
      output.push(checked)
    }
    if (list.length < minItems) return new Failure(`array size is [${list.length}], but cannot be smaller than [${minItems}]`)
    if (list.length > maxItems) return new Failure(`array size is [${list.length}], but cannot be greater than [${maxItems}]`)
    return output
  }
}

const compileRecord: Compile = ({ patternProperties, keyCheck }) => {
  const [values] = Object.values<TSchema>(patternProperties)
  const checkValue = compile(values!)
  return input => {
    const record = fromJson(input, 'record')
    if (record instanceof Failure) return record
    if (!isPlainObject(record)) return wrongType('object', record)
    const entries: [string, unknown][] = []
    for (const [key, value] of Object.entries(record)) {
      const keyText = keyCheck?.(key)
      if (keyText !== undefined) return new Failure(keyText).under(`key("${key}")`)
      const checked = checkValue(value)
      if (checked instanceof Failure) return checked.under(key)
      entries.push([key, checked])
    }
    return Object.fromEntries(entries)
  }
}

const compileObject: Compile = ({ properties, additionalProperties }) => {
  const members = Object.entries<TSchema>(properties).map(([key, schema]) => ({ key, isOptional: schema[OptionalKind] === 'Optional', check: compile(schema) }))
  const known = new Set(Object.keys(properties))
  return (input = {}) => {
    const object = fromJson(input, 'object')
    if (object instanceof Failure) return object
    if (!isPlainObject(object)) return new Failure(`expected a plain object value, but found [${typeName(object)}] instead.`)
    const entries: [string, unknown][] = []
    for (const { key, isOptional, check } of members) {
      const value = Object.hasOwn(object, key) ? object[key] : undefined
      if (value === undefined && isOptional) continue
      const checked = check(value)
      if (checked instanceof Failure) return checked.under(key)
      entries.push([key, checked])
    }
    for (const key of Object.keys(object)) {
      if (known.has(key)) continue
      if (additionalProperties !== true) return new Failure('definition for this key is missing').under(key)
      entries.push([key, object[key]])
    }
    return Object.fromEntries(entries)
  }
}

const compileUnion = (branches: readonly Check[]): Check => branches.length === 1
  ? branches[0]!
  : input => {
    if (input === undefined) return new Failure('expected at least one defined value but got [undefined]')
    const failures: Failure[] = []
    for (const [index, check] of branches.entries()) {
      const output = check(input)
      if (!(output instanceof Failure)) return output
      failures.push(output.under(String(index)))
    }
    return new Failure('types that failed validation:', [], failures)
  }

const KINDS: Readonly<Record<string, Compile>> = {
  String: compileString,
  Number: compileNumber,
  Integer: compileNumber,
  Boolean: compileBoolean,
  Array: compileArray,
  Record: compileRecord,
  Object: compileObject,
  Union: ({ anyOf }) => compileUnion(anyOf.map(compile)),
  // StringEnumSchema: a union of literals
  Unsafe: schema => compileUnion(schema.enum.map(compileEqual)),
  Literal: schema => compileEqual(schema.const),
  Null: () => compileEqual(null),
  Unknown: () => input => input,
}
