import { Type, type Static } from '@sinclair/typebox'
import type { Json } from './names.js'

const JsonSchema = Type.Unsafe<Json>(Type.Any())

/** The answer to one step. Ids, times and the like are replaced by their roles. */
export const AnswerSchema = Type.Object({
  status: Type.Integer(),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** As JSON, or the text as it came. Absent: an empty one. */
  body: Type.Optional(JsonSchema),
})
export type Answer = Static<typeof AnswerSchema>

/** A step that was not sent: an earlier answer lacks a value that it needs. */
export const UnsentSchema = Type.Object({ unsent: Type.String() })
export type Unsent = Static<typeof UnsentSchema>

export type Outcome = Answer | Unsent

/** Parses the text of an answer, which may be no JSON. Undefined for an empty one. */
export function decodeText (text: string): Json | undefined {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
