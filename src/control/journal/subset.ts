import { isObject, printPath, printValue } from '../../input/describe-schema.js'
import type { Path } from '../../input/invalid-input.js'

/**
 * Describes what `actual` lacks of `expected`; `undefined` if nothing. Objects may have more keys; lists
 * must contain all expected items in that order, possibly with others in between.
 */
export function findLack (expected: unknown, actual: unknown, path: Path): string | undefined {
  if (Array.isArray(expected)) return findLackOfItems(expected, actual, path)
  if (!isObject(expected)) {
    return Object.is(expected, actual) ? undefined : `${printPath(path)} is ${printValue(actual)}, not ${printValue(expected)}`
  }
  if (!isObject(actual)) return `${printPath(path)} is ${printValue(actual)}, not an object`
  for (const [key, value] of Object.entries(expected)) {
    const lack = findLack(value, Object.hasOwn(actual, key) ? actual[key as keyof typeof actual] : undefined, [...path, key])
    if (lack !== undefined) return lack
  }
  return undefined
}

function findLackOfItems (expected: readonly unknown[], actual: unknown, path: Path): string | undefined {
  if (!Array.isArray(actual)) return `${printPath(path)} is ${printValue(actual)}, not a list`
  let next = 0
  for (const [index, item] of expected.entries()) {
    const found = actual.findIndex((candidate, place) => place >= next && findLack(item, candidate, path) === undefined)
    // If one item is expected, describe that item
    if (found === -1) {
      return actual.length === 1 && index === 0
        ? findLack(item, actual[0], [...path, 0])
        : `${printPath(path)} holds no item ${index} like ${printValue(item)}`
    }
    next = found + 1
  }
  return undefined
}
