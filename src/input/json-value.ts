import { Type } from '@sinclair/typebox'
import { expecting } from './invalid-input.js'

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

/**
 * Writes a value as JSON.
 * @param name the name of the value in messages
 * @throws InvalidInput for a BigInt or a circular object in it
 */
export const writeJson = (value: unknown, name: string): string =>
  expecting('a value that JSON can represent', () => JSON.stringify(value), name)
