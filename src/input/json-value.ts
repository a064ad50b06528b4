import { Type } from '@sinclair/typebox'

/** True if JSON can represent a value: not a function, a BigInt or a circular object. */
function isJson (value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    return false
  }
}

/** Any value that can be sent as JSON. */
export const JsonSchema = Type.Unsafe<unknown>({ accepts: isJson, expected: 'a value that JSON can represent' })
