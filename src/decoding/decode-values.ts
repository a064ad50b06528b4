import type { TSchema } from '@sinclair/typebox'

/** Returns the input without unknown keys (the same object if it has none), or adds messages to `errors`. */
export type Validate = (input: unknown, errors: string[]) => unknown

/** Position of a schema in the request: property names joined by `,`, without array indexes and union branches. */
interface Position { readonly path: string, readonly root: string }

/** Compiles a schema at a position to its validator. */
export type Compile = (schema: TSchema, position: Position) => Validate

const printValue = (value: unknown) => typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

/** The message for a value of the wrong type. */
export const invalidValue = (value: unknown, { path, root }: Position) =>
  `Invalid value "${printValue(value)}" supplied to "${path === '' ? root : path}"`

/** Compiles a schema whose values need only pass a predicate. */
export const compileCheck = (isValid: (input: unknown) => boolean): Compile => (_, position) => (input, errors) => {
  if (!isValid(input)) errors.push(invalidValue(input, position))
  return input
}

/** Compiles a string with its length limits and pattern. */
export const compileString: Compile = (
  { fieldName, minLength, maxLength, pattern, patternMessage, emptyMessage = `The ${fieldName} field cannot be an empty string.` },
  position,
) => {
  const expression = pattern === undefined ? undefined : new RegExp(pattern)
  return (input, errors) => {
    if (typeof input !== 'string') {
      errors.push(invalidValue(input, position))
    } else if (fieldName !== undefined) {
      const { length } = input.trim()
      if (length === 0 && minLength > 0) errors.push(emptyMessage)
      else if (length < minLength) errors.push(`The length of the ${fieldName} is too short. The minimum length is ${minLength}.`)
      else if (length > maxLength) errors.push(`The length of the ${fieldName} is too long. The maximum length is ${maxLength}.`)
      else if (expression && !expression.test(input)) errors.push(patternMessage)
    }
    return input
  }
}

/** Compiles a safe integer. */
export const compileInteger: Compile = ({ fieldName }, position) => (input, errors) => {
  if (typeof input !== 'number') errors.push(invalidValue(input, position))
  else if (!Number.isSafeInteger(input)) {
    errors.push(`The ${fieldName} field should be an integer between -(2^53 - 1) and 2^53 - 1, inclusive.`)
  }
  return input
}

/** Compiles a number that may be sent as a string; the empty string is 0. */
export const compileNumberFromText: Compile = ({ refusal }, position) => (input, errors) => {
  if (typeof input === 'number') return input
  if (typeof input === 'string' && !Number.isNaN(Number(input))) return Number(input)
  if (refusal === 'explained' || typeof input !== 'string') errors.push(invalidValue(input, position))
  if (typeof input === 'string') errors.push('cannot parse to a number')
  return input
}
