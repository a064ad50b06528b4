import { Kind, OptionalKind, type Static, type TSchema } from '@sinclair/typebox'
import { parseIsoTime } from './iso-time.js'
import { describeSchema, isObject, printPath, printValue } from './describe-schema.js'

/** What our own surface (seeds, states, control routes) was given and can't take; the message names the place and what is right. */
export class InvalidInput extends TypeError {
  override readonly name = 'InvalidInput'
  readonly path: string
  readonly expected: string

  constructor (path: string, expected: string, got: string) {
    super(`${path}: expected ${expected}, got ${got}`)
    this.path = path
    this.expected = expected
  }
}

export type Path = readonly (string | number)[]
interface Problem { readonly path: Path, readonly expected: string, readonly got: string }

/**
 * Checks plain JSON against a schema. Objects are closed unless their schema says `additionalProperties: true`: a misspelt key
 * is found, not ignored. `expected` in a schema replaces our own words for it.
 * @param name what the value is called in the message; its members are named alone (`cases[0].title`)
 * @param within where the value stands in what was given
 * @throws InvalidInput for the first thing that is wrong
 */
export function checkInput<Schema extends TSchema> (schema: Schema, value: unknown, name: string, within: Path = []): Static<Schema> {
  const isLeftOut = value === undefined && schema[OptionalKind] === 'Optional'
  const problem = isLeftOut ? undefined : findProblem(schema, value, within)
  if (problem) throw new InvalidInput(printPath(problem.path) || name, problem.expected, problem.got)
  return value as Static<Schema>
}

function findProblem (schema: TSchema, value: unknown, path: Path): Problem | undefined {
  return findMismatch(schema, value, path) ?? findUnknownKey(schema, value, path)
}

/** What is wrong with the members that the schema knows. */
function findMismatch (schema: TSchema, value: unknown, path: Path): Problem | undefined {
  if (value === undefined) return { path, expected: describeSchema(schema), got: 'nothing' }
  switch (schema[Kind]) {
    case 'Object': return isObject(value) ? findInMembers(schema, value, path) : mismatch(schema, value, path)
    case 'Record': return isObject(value) ? findInRecord(schema, value, path) : mismatch(schema, value, path)
    case 'Array': return Array.isArray(value) ? findInItems(schema, value, path) : mismatch(schema, value, path)
    case 'Intersect': return first(schema.allOf, (part: TSchema) => findMismatch(part, value, path))
    case 'Union': return findInUnion(schema, value, path)
    default: return isScalar(schema, value) ? undefined : mismatch(schema, value, path)
  }
}

function mismatch (schema: TSchema, value: unknown, path: Path): Problem {
  return { path, expected: describeSchema(schema), got: printValue(value) }
}

function isScalar (schema: TSchema, value: unknown): boolean {
  switch (schema[Kind]) {
    case 'String': return typeof value === 'string' && isStringWithin(schema, value)
    case 'Integer': return Number.isSafeInteger(value) && isNumberWithin(schema, value as number)
    case 'Number': return typeof value === 'number' && isNumberWithin(schema, value)
    case 'Boolean': return typeof value === 'boolean'
    case 'Null': return value === null
    case 'Literal': return value === schema.const
    // StringEnumSchema, the one use of Type.Unsafe
    case 'Unsafe': return schema.enum.includes(value)
    default: return true
  }
}

function isStringWithin ({ minLength = 0, maxLength = Infinity, pattern, format, fieldName }: TSchema, value: string): boolean {
  // A schema with a field name is one of Kibana's, which measure trimmed
  const { length } = fieldName === undefined ? value : value.trim()
  return length >= minLength && length <= maxLength &&
    (pattern === undefined || new RegExp(pattern).test(value)) &&
    (format !== 'date-time' || !Number.isNaN(parseIsoTime(value)))
}

const isNumberWithin = ({ minimum = -Infinity, maximum = Infinity }: TSchema, value: number) => value >= minimum && value <= maximum

function findInMembers ({ properties }: TSchema, value: object, path: Path): Problem | undefined {
  return first(Object.entries<TSchema>(properties), ([key, schema]) => {
    const member = memberOf(value, key)
    return member === undefined && schema[OptionalKind] === 'Optional' ? undefined : findProblem(schema, member, [...path, key])
  })
}

function findInRecord ({ patternProperties }: TSchema, value: object, path: Path): Problem | undefined {
  const [schema] = Object.values<TSchema>(patternProperties)
  return first(Object.entries(value), ([key, member]) => findProblem(schema!, member, [...path, key]))
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
  return { path: [...path, tag], expected: `one of ${literals!.map(printValue).join(', ')}`, got: printValue(memberOf(value as object, tag)) }
}

/** The member of a union that a value was meant to be: the object whose literals it has; `undefined` when that can't be told. */
function findMeant (members: readonly TSchema[], value: unknown): TSchema | undefined {
  if (Array.isArray(value)) return members.find(member => member[Kind] === 'Array')
  if (!isObject(value)) return undefined
  const fitting = objectsOf(members).filter(member => Object.entries<TSchema>(member.properties ?? {}).every(([key, { const: literal }]) =>
    literal === undefined || memberOf(value, key) === literal || memberOf(value, key) === undefined))
  return fitting.find(member => !findMismatch(member, value, [])) ?? fitting[0]
}

const objectsOf = (members: readonly TSchema[]) => members.filter(member => ['Object', 'Intersect', 'Record'].includes(member[Kind]))
const memberOf = (value: object, key: string): unknown => Object.hasOwn(value, key) ? value[key as keyof typeof value] : undefined

/** The property that is a literal in every object of a union, and those literals. */
function findTag (members: readonly TSchema[]): [string, unknown[]] | [] {
  const objects = objectsOf(members)
  const tag = Object.keys(objects[0]?.properties ?? {}).find(key => objects.every(({ properties }) => properties?.[key]?.const !== undefined))
  return tag === undefined ? [] : [tag, [...new Set(objects.map(({ properties }) => properties[tag].const))]]
}

/** A key that no part of the schema knows. */
function findUnknownKey (schema: TSchema, value: unknown, path: Path): Problem | undefined {
  const known = isObject(value) ? knownKeys(schema, value) : undefined
  const unknown = known && Object.keys(value as object).find(key => !known.includes(key))
  if (unknown === undefined) return undefined
  return { path: [...path, unknown], expected: `one of the keys ${known!.join(', ')}`, got: `the unknown key ${printValue(unknown)}` }
}

/** The keys that an object may have; `undefined` when it may have any. */
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
