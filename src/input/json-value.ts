import { Type } from '@sinclair/typebox'
import { InvalidInput } from './invalid-input.js'

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
export function writeJson (value: unknown, name: string): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    throw new InvalidInput(name, 'a value that JSON can represent', (error as Error).message, { cause: error })
  }
}
