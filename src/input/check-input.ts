import { Kind, OptionalKind, type Static, type TSchema } from '@sinclair/typebox'
import { describeSchema, isObject, printChoice, printExample, printPath, printValue } from './describe-schema.js'
import { InvalidInput, type Path } from './invalid-input.js'
import { parseIsoTime } from './iso-time.js'

interface Problem { readonly path: Path, readonly expected: string, readonly got: string }

/**
 * Checks input of our own API against a schema. Objects reject unknown keys unless they have `additionalProperties: true`, so that a
 * misspelled key is found. Besides the keywords of JSON Schema, it reads
 * - `expected`: a description of valid values, instead of the generated one
 * - `secret`: the value stays out of messages
 * - `secretKeys`: the keys of a record stay out of messages too
 * - `accepts`: a custom check, for values that JSON Schema cannot describe
 * - `default`: a required member with a default may be missing
 * @param name the name of the value in messages; its members are named only by their path (`cases[0].title`)
 * @param within the path of the value in the whole input
 * @throws InvalidInput for the first problem
 */
export function checkInput<Schema extends TSchema> (schema: Schema, value: unknown, name: string, within: Path = []): Static<Schema> {
  const problem = mayBeAbsent(schema, value) ? undefined : findProblem(schema, value, within)
  if (problem) throw new InvalidInput(printPath(problem.path) || name, problem.expected, problem.got)
  return value as Static<Schema>
}

/** True if a schema accepts a value. */
export const fits = (schema: TSchema, value: unknown): boolean => findProblem(schema, value, []) === undefined

const mayBeAbsent = (schema: TSchema, value: unknown) => value === undefined && (
  schema[OptionalKind] === 'Optional' || schema.default !== undefined
)

function findProblem (schema: TSchema, value: unknown, path: Path): Problem | undefined {
  return findMismatch(schema, value, path) ?? findUnknownKey(schema, value, path)
}

/** Finds the first problem among the members known to the schema. */
function findMismatch (schema: TSchema, value: unknown, path: Path): Problem | undefined {
  if (value === undefined) return { path, expected: describeSchema(schema), got: 'nothing' }
  switch (schema[Kind]) {
    case 'Object': return isObject(value) ? findInMembers(schema, value, path) : mismatch(schema, value, path)
    case 'Record': return isObject(value) ? findInRecord(schema, value, path) : mismatch(schema, value, path)
    case 'Array': return Array.isArray(value) ? findInItems(schema, value, path) : mismatch(schema, value, path)
    case 'Intersect': return first(schema.allOf, (part: TSchema) => findMismatch(part, value, path))
    case 'Union': return findInUnion(schema, value, path)
    // StringEnumSchema, or a union with a hand-written type
    case 'Unsafe': return schema.anyOf
      ? findInUnion(schema, value, path)
      : isScalar(schema, value) ? undefined : mismatch(schema, value, path)
    default: return isScalar(schema, value) ? undefined : mismatch(schema, value, path)
  }
}

function mismatch (schema: TSchema, value: unknown, path: Path): Problem {
  const isHidden = schema.secret && value !== null && typeof value !== 'boolean'
  return { path, expected: describeSchema(schema) + printExample(schema), got: isHidden ? 'a value that is not shown' : printValue(value) }
}

function isScalar (schema: TSchema, value: unknown): boolean {
  switch (schema[Kind]) {
    case 'String': return typeof value === 'string' && isStringWithin(schema, value)
    case 'Integer': return Number.isSafeInteger(value) && isNumberWithin(schema, value as number)
    case 'Number': return Number.isFinite(value) && isNumberWithin(schema, value as number)
    case 'Boolean': return typeof value === 'boolean'
    case 'Null': return value === null
    case 'Literal': return value === schema.const
    case 'Function': return typeof value === 'function'
    case 'Unsafe': return schema.accepts ? schema.accepts(value) : schema.enum.includes(value)
    default: return true
  }
}

function isStringWithin ({ minLength = 0, maxLength = Infinity, pattern, format, fieldName }: TSchema, value: string): boolean {
  // Schemas of Kibana, which have a field name, measure trimmed texts
  const { length } = fieldName === undefined ? value : value.trim()
  return length >= minLength && length <= maxLength &&
    (pattern === undefined || new RegExp(pattern).test(value)) &&
    (format !== 'date-time' || !Number.isNaN(parseIsoTime(value)))
}

const isNumberWithin = ({ minimum = -Infinity, maximum = Infinity }: TSchema, value: number) => value >= minimum && value <= maximum

function findInMembers ({ properties }: TSchema, value: object, path: Path): Problem | undefined {
  return first(Object.entries<TSchema>(properties), ([key, schema]) => {
    // Inherited members count too: a clock may be an instance of a class
    const member: unknown = Reflect.get(value, key)
    return mayBeAbsent(schema, member) ? undefined : findProblem(schema, member, [...path, key])
  })
}

function findInRecord ({ patternProperties, secretKeys }: TSchema, value: object, path: Path): Problem | undefined {
  const [schema] = Object.values<TSchema>(patternProperties)
  return first(Object.entries(value), ([key, member]) => findProblem(schema!, member, [...path, secretKeys ? '…' : key]))
}

function findInItems (schema: TSchema, value: readonly unknown[], path: Path): Problem | undefined {
  const { items, minItems = 0, maxItems = Infinity } = schema
  if (value.length < minItems || value.length > maxItems) return { path, expected: describeSchema(schema), got: `${value.length} items` }
  return first(value.entries(), ([index, item]) => findProblem(items, item, [...path, index]))
}

function findInUnion (schema: TSchema, value: unknown, path: Path): Problem | undefined {
  if (schema.anyOf.some((member: TSchema) => !findMismatch(member, value, path))) return undefined
  const meant = findMeant(schema.anyOf, value)
  if (meant) return findMismatch(meant, value, path)
  const [tag, literals] = isObject(value) ? findTag(schema.anyOf) : []
  if (tag === undefined) return mismatch(schema, value, path)
  return { path: [...path, tag], expected: printChoice(literals!), got: printValue(Reflect.get(value as object, tag)) }
}

/** The member of a union that a value was probably meant for: an object with the same literals, and if possible with one of its keys. */
function findMeant (members: readonly TSchema[], value: unknown): TSchema | undefined {
  if (Array.isArray(value)) return members.find(member => member[Kind] === 'Array')
  if (!isObject(value)) return undefined
  const fitting = objectsOf(members).filter(member => Object.entries<TSchema>(member.properties ?? {}).every(([key, { const: literal }]) =>
    literal === undefined || [literal, undefined].includes(Reflect.get(value, key))))
  const isShared = (member: TSchema) => Object.keys(member.properties ?? {}).some(key => Object.hasOwn(value, key))
  return fitting.find(member => !findMismatch(member, value, [])) ?? fitting.find(isShared) ?? fitting[0]
}

const objectsOf = (members: readonly TSchema[]) => members.filter(member => ['Object', 'Intersect', 'Record'].includes(member[Kind]))

/** The property that is a literal in every object of a union, and its literals. */
function findTag (members: readonly TSchema[]): [string, unknown[]] | [] {
  const objects = objectsOf(members)
  const tag = Object.keys(objects[0]?.properties ?? {}).find(
    key => objects.every(({ properties }) => properties?.[key]?.const !== undefined),
  )
  return tag === undefined ? [] : [tag, [...new Set(objects.map(({ properties }) => properties[tag].const))]]
}

/** Finds a key unknown to all parts of the schema. */
function findUnknownKey (schema: TSchema, value: unknown, path: Path): Problem | undefined {
  const known = isObject(value) ? knownKeys(schema, value) : undefined
  const unknown = known && Object.keys(value as object).find(key => !known.includes(key) && Reflect.get(value as object, key) !== undefined)
  if (unknown === undefined) return undefined
  return { path: [...path, unknown], expected: `one of the keys ${known!.join(', ')}`, got: `the unknown key ${printValue(unknown)}` }
}

/** The allowed keys of an object; `undefined` if any are. */
function knownKeys (schema: TSchema, value: object): readonly string[] | undefined {
  switch (schema[Kind]) {
    case 'Object': return schema.additionalProperties === true ? undefined : Object.keys(schema.properties)
    case 'Intersect': {
      const parts = schema.allOf.map((part: TSchema) => knownKeys(part, value))
      return parts.includes(undefined) ? undefined : parts.flat()
    }
    case 'Union': {
      const meant = findMeant(schema.anyOf, value)
      return meant && knownKeys(meant, value)
    }
    default: return undefined
  }
}

function first<Item> (items: Iterable<Item>, find: (item: Item) => Problem | undefined): Problem | undefined {
  for (const item of items) {
    const problem = find(item)
    if (problem) return problem
  }
  return undefined
}
