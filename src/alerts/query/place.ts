import { isPlainObject } from '../../decoding/plain-object.js'

/** A string that no body contains; it temporarily replaces the value to find. */
const MARK = '\u0000place\u0000'
const PRINTED_MARK = JSON.stringify(MARK)

/**
 * The position of a value in a body, counted in compact JSON, as clients send it.
 * @param holder the object or array in the body that contains the value
 */
export function placeOf (body: unknown, holder: object, key: string | number): { line: number, col: number } {
  const text = JSON.stringify(body, function (this: unknown, name: string, value: unknown) {
    return this === holder && name === String(key) ? MARK : value
  })
  return { line: 1, col: text.indexOf(PRINTED_MARK) + 1 }
}

/** The position of a key in a body. */
export function placeOfKey (body: unknown, holder: object, key: string): { line: number, col: number } {
  const { line, col } = placeOf(body, holder, key)
  return { line, col: col - JSON.stringify(key).length - 1 }
}

/** The name of a value's type in messages. */
export function tokenOf (value: unknown): string {
  if (Array.isArray(value)) return 'START_ARRAY'
  return isPlainObject(value) ? 'START_OBJECT' : `VALUE_${value === null ? 'NULL' : (typeof value).toUpperCase()}`
}
