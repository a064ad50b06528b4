import { Kind, OptionalKind, type TSchema } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'
import { isPlainObject } from './plain-object.js'

/** A problem of the input, with zod's keys and text. Some kinds have more keys. */
interface Issue {
  readonly code: string
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** A parsed value. It may have issues and still be of the right type, if only its checks failed. */
interface Parsed { readonly value: unknown, readonly issues: readonly Issue[], readonly isOfType: boolean }

const passed = (value: unknown): Parsed => ({ value, issues: [], isOfType: true })
const checked = (value: unknown, issues: readonly Issue[]): Parsed => ({ value, issues, isOfType: true })
const failed = (issues: readonly Issue[]): Parsed => ({ value: undefined, issues, isOfType: false })

const typeOf = (value: unknown) => Array.isArray(value) ? 'array' : value === null ? 'null' : Number.isNaN(value) ? 'NaN' : typeof value

const wrongType = (expected: string, value: unknown) =>
  failed([{ expected, code: 'invalid_type', path: [], message: `Invalid input: expected ${expected}, received ${typeOf(value)}` } as Issue])

function noneOf (values: readonly unknown[]): Parsed {
  const printed = values.map(value => JSON.stringify(value)).join('|')
  const message = values.length === 1 ? `Invalid input: expected ${printed}` : `Invalid option: expected one of ${printed}`
  return failed([{ code: 'invalid_value', values, path: [], message } as Issue])
}

const under = (key: string | number, issues: readonly Issue[]): Issue[] => issues.map(issue => ({ ...issue, path: [key, ...issue.path] }))

/** Issues about a length: of a string in characters, of an array in items. */
function lengthIssues (origin: 'string' | 'array', length: number, minimum = 0, maximum = Infinity): Issue[] {
  const unit = origin === 'string' ? 'characters' : 'items'
  const issue = (code: string, limit: object, text: string) => ({
    origin, code, ...limit, inclusive: true, path: [], message: `${text} ${unit}`,
  })
  return [
    ...length < minimum ? [issue('too_small', { minimum }, `Too small: expected ${origin} to have >=${minimum}`)] : [],
    ...length > maximum ? [issue('too_big', { maximum }, `Too big: expected ${origin} to have <=${maximum}`)] : [],
  ]
}

function parseArray ({ items, minItems, maxItems }: TSchema, input: unknown): Parsed {
  if (!Array.isArray(input)) return wrongType('array', input)
  const parsed = input.map(item => zodParse(items, item))
  const issues = parsed.flatMap((item, index) => under(index, item.issues))
  const value = parsed.map(item => item.value)
  if (!parsed.every(item => item.isOfType)) return failed(issues)
  return checked(value, [...issues, ...lengthIssues('array', value.length, minItems, maxItems)])
}

function parseObject ({ properties, additionalProperties }: TSchema, input: unknown): Parsed {
  if (!isPlainObject(input)) return wrongType('object', input)
  const value: Record<string, unknown> = {}
  const issues: Issue[] = []
  let isOfType = true
  for (const [key, schema] of Object.entries<TSchema>(properties)) {
    if (input[key] === undefined && schema[OptionalKind] === 'Optional') continue
    const member = zodParse(schema, input[key])
    issues.push(...under(key, member.issues))
    isOfType &&= member.isOfType
    value[key] = member.value
  }
  const unknown = Object.keys(input).filter(key => !Object.hasOwn(properties, key))
  if (additionalProperties === true) for (const key of unknown) value[key] = input[key]
  if (additionalProperties === false && unknown.length > 0) {
    const message = `Unrecognized key${unknown.length > 1 ? 's' : ''}: ${unknown.map(key => JSON.stringify(key)).join(', ')}`
    issues.push({ code: 'unrecognized_keys', keys: unknown, path: [], message } as Issue)
    isOfType = false
  }
  return isOfType ? checked(value, issues) : failed(issues)
}

function parseUnion ({ anyOf }: TSchema, input: unknown): Parsed {
  const branches: readonly TSchema[] = anyOf
  const nullable = branches.length === 2 && branches[1]![Kind] === 'Null'
  if (nullable) return input === null ? passed(null) : zodParse(branches[0]!, input)
  const results = branches.map(branch => zodParse(branch, input))
  const [onlyFit, ...otherFits] = results.filter(({ isOfType }) => isOfType)
  const fit = results.find(({ issues }) => issues.length === 0) ?? (otherFits.length === 0 ? onlyFit : undefined)
  const errors = results.map(({ issues }) => issues)
  return fit ?? failed([{ code: 'invalid_union', errors, path: [], message: 'Invalid input' } as Issue])
}

const KINDS: Readonly<Record<string, (schema: TSchema, input: unknown) => Parsed>> = {
  String: ({ minLength, maxLength }, input) => typeof input === 'string'
    ? checked(input, lengthIssues('string', input.length, minLength, maxLength))
    : wrongType('string', input),
  Number: (_schema, input) => Number.isFinite(input) ? passed(input) : wrongType('number', input),
  Boolean: (_schema, input) => typeof input === 'boolean' ? passed(input) : wrongType('boolean', input),
  Null: (_schema, input) => input === null ? passed(input) : wrongType('null', input),
  Unknown: (_schema, input) => passed(input),
  Literal: ({ const: value }, input) => input === value ? passed(input) : noneOf([value]),
  // StringEnumSchema
  Unsafe: ({ enum: values }, input) => values.includes(input) ? passed(input) : noneOf(values),
  Array: parseArray,
  Object: parseObject,
  Union: parseUnion,
}

/**
 * Parses a value like zod 4, the validator of Kibana's newer parts, and returns the result with all issues. The schemas are TypeBox's;
 * a list or an object may have `check: (value) => text | undefined`, zod's `refine`. Objects drop unknown keys; with
 * `additionalProperties: false` they reject them, with `true` they keep them.
 * Source: zod 4, packages/zod/src/v4/core/{schemas,checks,util}.ts and locales/en.ts
 */
export function zodParse (schema: TSchema, input: unknown): Parsed {
  if (input === undefined && 'default' in schema) return passed(schema.default)
  const parsed = KINDS[schema[Kind]]!(schema, input)
  const text = parsed.isOfType ? schema.check?.(parsed.value) : undefined
  return text === undefined ? parsed : { ...parsed, issues: [...parsed.issues, { code: 'custom', path: [], message: text }] }
}

/** Decodes a body for routes that use zod. Kibana's server passes a missing body as null. */
export const zodDecoder = (schema: TSchema) => (input: unknown = null): unknown => {
  const { value, issues } = zodParse(schema, input)
  if (issues.length > 0) throw badRequest(`Invalid request body: ${JSON.stringify(issues)}`)
  return value
}
