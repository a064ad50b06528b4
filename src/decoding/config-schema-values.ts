import type { TSchema } from '@sinclair/typebox'
import { Failure, wrongType } from './config-schema-failure.js'

/** Checks a value: returns the decoded value (the same object if nothing changed) or a `Failure`. */
export type Check = (input: unknown) => unknown

/** Compiles a schema to its check. */
export type Compile = (schema: TSchema) => Check

/** Compiles a string with its length limits. */
export const compileString: Compile = ({ minLength = 0, maxLength = Infinity }) => input => {
  if (typeof input !== 'string') return wrongType('string', input)
  if (input.length < minLength) {
    return new Failure(`value has length [${input.length}] but it must have a minimum length of [${minLength}].`)
  }
  if (input.length > maxLength) {
    return new Failure(`value has length [${input.length}] but it must have a maximum length of [${maxLength}].`)
  }
  return input
}

/** Compiles a number; it may be sent as a string. */
export const compileNumber: Compile = ({ minimum = -Infinity, maximum = Infinity }) => input => {
  const number = typeof input === 'string' && input.trim() !== '' ? Number(input) : input
  if (typeof number !== 'number' || !Number.isFinite(number)) return wrongType('number', input)
  if (number < minimum) return new Failure(`Value must be equal to or greater than [${minimum}].`)
  if (number > maximum) return new Failure(`Value must be equal to or lower than [${maximum}].`)
  return number
}

/** Compiles a boolean; it may be sent as a string. */
export const compileBoolean: Compile = () => input => {
  const boolean = typeof input === 'string' ? { true: true, false: false }[input.toLowerCase()] : input
  return typeof boolean === 'boolean' ? boolean : wrongType('boolean', input)
}

/** Builds the check for a literal. */
export const compileEqual = (expected: unknown): Check => input =>
  input === expected ? input : new Failure(`expected value to equal [${expected}]`)
