import { Kind, OptionalKind, type TSchema } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'
import { isPlainObject } from './plain-object.js'

/** A problem of the input, as zod words it. The issue of a union has no text of its own, but the issues of all branches. */
interface Issue {
  readonly path: readonly (string | number)[]
  readonly text: string
  readonly ofBranches?: readonly Issue[]
}

/** A parsed value. It may have issues and still be of the right type, if it only exceeds limits. */
interface Parsed { readonly value: unknown, readonly issues: readonly Issue[], readonly isOfType: boolean }

const MAX_ISSUES = 5

const typeOf = (value: unknown) => Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
const issue = (text: string): Issue => ({ path: [], text })
const passed = (value: unknown): Parsed => ({ value, issues: [], isOfType: true })
const failed = (...issues: readonly Issue[]): Parsed => ({ value: undefined, issues, isOfType: false })
const wrongType = (expected: string, value: unknown): Parsed => failed(issue(`Expected ${expected}, received ${typeOf(value)}`))
const limited = (value: unknown, ...texts: readonly (string | false)[]): Parsed =>
  ({ value, issues: texts.flatMap(text => text === false ? [] : issue(text)), isOfType: true })

const under = (key: string | number, issues: readonly Issue[]): Issue[] => issues.map(({ path, text, ofBranches }) =>
  ({ path: [key, ...path], text, ...(ofBranches && { ofBranches: under(key, ofBranches) }) }))

function parseArray ({ items, minItems = 0 }: TSchema, input: unknown): Parsed {
  if (!Array.isArray(input)) return wrongType('array', input)
  const parsed = input.map(item => parse(items, item))
  const issues = parsed.flatMap((item, index) => under(index, item.issues))
  const tooShort = input.length < minItems ? [issue(`Array must contain at least ${minItems} element(s)`)] : []
  return { value: parsed.map(({ value }) => value), issues: [...tooShort, ...issues], isOfType: parsed.every(({ isOfType }) => isOfType) }
}

function parseObject ({ properties, additionalProperties }: TSchema, input: unknown): Parsed {
  if (!isPlainObject(input)) return wrongType('object', input)
  const members = Object.entries<TSchema>(properties).flatMap(([key, schema]) =>
    input[key] === undefined && schema[OptionalKind] === 'Optional' ? [] : [[key, parse(schema, input[key])] as const])
  const value = { ...(additionalProperties === true && input), ...Object.fromEntries(members.map(([key, { value }]) => [key, value])) }
  return {
    value,
    issues: members.flatMap(([key, { issues }]) => under(key, issues)),
    isOfType: members.every(([, { isOfType }]) => isOfType),
  }
}

function parseUnion ({ anyOf }: TSchema, input: unknown): Parsed {
  const results = (anyOf as readonly TSchema[]).map(branch => parse(branch, input))
  const fit = results.find(({ isOfType, issues }) => isOfType && issues.length === 0) ?? results.find(({ isOfType }) => isOfType)
  return fit ?? failed({ path: [], text: '', ofBranches: results.flatMap(({ issues }) => issues) })
}

function parseEnum ({ enum: values }: TSchema, input: unknown): Parsed {
  if (values.includes(input)) return passed(input)
  const choice = values.map((value: string) => `'${value}'`).join(' | ')
  return typeof input === 'string' ? failed(issue(`Invalid enum value. Expected ${choice}, received '${input}'`)) : wrongType(choice, input)
}

const KINDS: Readonly<Record<string, (schema: TSchema, input: unknown) => Parsed>> = {
  String: ({ minLength = 0 }, input) => {
    if (typeof input !== 'string') return wrongType('string', input)
    const tooShort = input.length < minLength && `String must contain at least ${minLength} character(s)`
    return limited(input, tooShort, minLength > 0 && input.trim() === '' && 'No empty strings allowed')
  },
  Integer: ({ minimum = 0 }, input) => {
    if (typeof input !== 'number') return wrongType('number', input)
    const tooSmall = input < minimum && `Number must be greater than or equal to ${minimum}`
    return limited(input, !Number.isInteger(input) && 'Expected integer, received float', tooSmall)
  },
  Boolean: (_schema, input) => typeof input === 'boolean' ? passed(input) : wrongType('boolean', input),
  Unknown: (_schema, input) => passed(input),
  // StringEnumSchema
  Unsafe: parseEnum,
  Array: parseArray,
  Object: parseObject,
  Union: parseUnion,
}

function parse (schema: TSchema, input: unknown): Parsed {
  if (input === undefined && schema[Kind] !== 'Union') return failed(issue('Required'))
  return KINDS[schema[Kind]]!(schema, input)
}

/** Puts the issues of a union's branches after all others. */
function flatten (issues: readonly Issue[]): readonly Issue[] {
  const nested = issues.flatMap(({ ofBranches = [] }) => ofBranches)
  return nested.length === 0 ? issues : [...issues.filter(({ ofBranches }) => !ofBranches), ...flatten(nested)]
}

function print (issues: readonly Issue[]): string {
  const texts = flatten(issues).map(({ path, text }) => path.length === 0 ? text : `${path.join('.')}: ${text}`)
  return [...texts.slice(0, MAX_ISSUES), ...texts.length > MAX_ISSUES ? [`and ${texts.length - MAX_ISSUES} more`] : []].join(', ')
}

/**
 * Decodes a body like the routes of Elastic Security, which check it with zod 3 and report all issues in one line. The schemas are
 * TypeBox's; objects drop unknown keys, or keep them with `additionalProperties: true`. Kibana's server passes a missing body as null.
 * Source: zod 3, src/types.ts and locales/en.ts; Kibana's kbn-zod-helpers (stringify_zod_error, non_empty_string)
 */
export const zod3Decoder = (schema: TSchema) => (input: unknown = null): unknown => {
  const { value, issues } = parse(schema, input)
  if (issues.length > 0) throw badRequest(`[request body]: ${print(issues)}`)
  return value
}
