// The content of an unfinished form: a text or a tick per property of a schema, nested for objects.
import { isObject, parseJson, type JsonObject } from './json-object.js'
import type { JsonSchema } from './json-schema.js'
import { jsonText } from './json-text.js'

export interface Draft {
  readonly [name: string]: string | true | Draft
}

export const isGroup = (schema: JsonSchema | undefined) => schema?.properties !== undefined
/** Whether a property is a flag: it is set or absent, and has no other value. */
export const isFlag = ({ type }: JsonSchema) => type === 'boolean'

/** The values to choose from; empty if the schema allows any. */
export function choicesOf ({ enum: values, anyOf = [] }: JsonSchema): readonly string[] {
  const all = values ?? (anyOf.every(part => part.enum) ? anyOf.flatMap(part => part.enum ?? []) : [])
  return all.map(String)
}

/** Whether a value may be long: a body, headers, a list. */
export const isLong = ({ type, anyOf, oneOf }: JsonSchema) =>
  anyOf === undefined && oneOf === undefined && (type === undefined || type === 'object' || type === 'array')

/** The draft of a form filled with a value. */
export function draftOf (schema: JsonSchema, value: JsonObject): Draft {
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => {
    const part = schema.properties?.[name]
    if (part === undefined || member === undefined) return []
    const own: Draft[string] = isGroup(part) && isObject(member)
      ? draftOf(part, member)
      : member === true ? true : typeof member === 'string' ? member : jsonText(member)
    return [[name, own] as const]
  }))
}

const read = (schema: JsonSchema, text: string) => (schema.type === 'string' ? text : parseJson(text))

/** The value of a draft, without empty fields and empty objects. */
export function valueOf (schema: JsonSchema, draft: Draft): JsonObject {
  return Object.fromEntries(Object.entries(draft).flatMap(([name, member]) => {
    const part = schema.properties?.[name]
    if (part === undefined || member === '') return []
    if (typeof member !== 'object') return [[name, member === true || read(part, member)] as const]
    const inner = valueOf(part, member)
    return Object.keys(inner).length === 0 ? [] : [[name, inner] as const]
  }))
}

/** A draft with a property set, or without it. */
export function withMember (draft: Draft, name: string, member: string | true | Draft | undefined): Draft {
  const { [name]: _, ...rest } = draft
  return member === undefined ? rest : { ...draft, [name]: member }
}
