import { METHODS } from 'node:http'
import { Type } from '@sinclair/typebox'

const isMethod = (value: unknown) => typeof value === 'string' && METHODS.includes(value.toUpperCase())
const MethodSchema = Type.Unsafe<string>({
  type: 'string', minLength: 1, accepts: isMethod, expected: 'an HTTP method such as "PATCH"',
})

/** An HTTP method in upper or lower case, or a list of them. An unknown one, or an empty list, would match no request. */
export const MethodsSchema = Type.Union([MethodSchema, Type.Array(MethodSchema, { minItems: 1 })], {
  expected: 'an HTTP method such as "PATCH", or a list of them',
})

/** The methods as requests have them: in upper case. */
export const toMethods = (method: string | readonly string[]): string[] => [method].flat().map(name => name.toUpperCase())
