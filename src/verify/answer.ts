import { Type, type Static } from '@sinclair/typebox'
import type { Json } from '../kibana-client/json.js'

const JsonSchema = Type.Unsafe<Json>(Type.Any())

/** The response to one step. Ids, times and other varying values are replaced by placeholders. */
export const AnswerSchema = Type.Object({
  status: Type.Integer(),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** Parsed JSON, or the text as received. Absent if empty. */
  body: Type.Optional(JsonSchema),
})
export type Answer = Static<typeof AnswerSchema>

/** A step that was not sent, because an earlier response lacks a value that it needs. */
export const UnsentSchema = Type.Object({ unsent: Type.String() })
export type Unsent = Static<typeof UnsentSchema>

export type Outcome = Answer | Unsent

/** Parses the text of a response if it is JSON; undefined if it is empty. */
export function decodeText (text: string): Json | undefined {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
