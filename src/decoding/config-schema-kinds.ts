import { Kind, OptionalKind, type TSchema } from '@sinclair/typebox'
import type { Version } from '../versions/version.js'
import { Failure, typeName, wrongType } from './config-schema-failure.js'
import { compileBoolean, compileEqual, compileNumber, compileString, type Check, type Compile } from './config-schema-values.js'
import { parseJson } from './json.js'
import { isPlainObject } from './plain-object.js'
import { unknownKeysAreNamed } from './versions.js'

/** The value of another member of the object. */
interface Condition { readonly key: string, readonly value: unknown }

/** Compiles a schema to a check; `config-schema.ts` explains how schemas are read. */
export function compile (schema: TSchema): Check {
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

/** Parses a string as JSON where an array or an object is expected. */
function fromJson (input: unknown, kind: string): unknown {
  if (typeof input !== 'string') return input
  try {
    return parseJson(input)
  } catch {
    return new Failure(`could not parse ${kind} value from json input`)
  }
}

const compileArray: Compile = ({ items, minItems = 0, maxItems = Infinity }) => {
  const checkItem = compile(items)
  return input => {
    const list = fromJson(input, 'array')
    if (list instanceof Failure) return list
    if (!Array.isArray(list)) return wrongType('array', list)
    let output: unknown[] | undefined
    for (let index = 0; index < list.length; index++) {
      const checked = checkItem(list[index])
      if (checked instanceof Failure) return checked.under(String(index))
      if (checked !== list[index]) (output ??= list.slice())[index] = checked
    }
    if (list.length < minItems) return new Failure(`array size is [${list.length}], but cannot be smaller than [${minItems}]`)
    if (list.length > maxItems) return new Failure(`array size is [${list.length}], but cannot be greater than [${maxItems}]`)
    return output ?? list
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
  const members = Object.entries<TSchema>(properties).map(
    ([key, schema]) => ({ key, isOptional: schema[OptionalKind] === 'Optional', condition: schema.onlyWith, check: compile(schema) }),
  )
  const known = new Set(Object.keys(properties))
  return (input = {}) => {
    const object = fromJson(input, 'object')
    if (object instanceof Failure) return object
    if (!isPlainObject(object)) return new Failure(`expected a plain object value, but found [${typeName(object)}] instead.`)
    let given = 0
    let output: Record<string, unknown> | undefined
    for (const { key, isOptional, condition, check } of members) {
      const value = Object.hasOwn(object, key) ? object[key] : undefined
      if (value !== undefined) given++
      else if (isOptional && !(condition && isMet(condition, object))) continue
      if (condition && !isMet(condition, object)) return new Failure("a value wasn't expected to be present").under(key)
      const checked = check(value)
      if (checked instanceof Failure) return checked.under(key)
      if (checked !== value) (output ??= { ...object })[key] = checked
    }
    if (additionalProperties !== true && Object.keys(object).length > given) {
      const unknown = Object.keys(object).find(key => !known.has(key))
      if (unknown !== undefined) return new Failure(version => unknownKeyText(unknown, version)).under(unknown)
    }
    return output ?? object
  }
}

const isMet = ({ key, value }: Condition, object: Readonly<Record<string, unknown>>) => object[key] === value

const unknownKeyText = (key: string, version?: Version) => version && unknownKeysAreNamed(version)
  ? `Additional properties are not allowed ('${key}' was unexpected)`
  : 'definition for this key is missing'

const compileUnion = (branches: readonly Check[], takesNull = false): Check => branches.length === 1
  ? branches[0]!
  : input => {
    if (input === undefined) return new Failure('expected at least one defined value but got [undefined]')
    // A shortcut for null, which is common: the other branches would fail first
    if (input === null && takesNull) return null
    const failures: Failure[] = []
    for (let index = 0; index < branches.length; index++) {
      const output = branches[index]!(input)
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
  Union: ({ anyOf }) => compileUnion(anyOf.map(compile), anyOf.some((branch: TSchema) => branch[Kind] === 'Null')),
  // StringEnumSchema: a union of literals
  Unsafe: schema => compileUnion(schema.enum.map(compileEqual)),
  Literal: schema => compileEqual(schema.const),
  Null: () => compileEqual(null),
  Unknown: () => input => input,
}
