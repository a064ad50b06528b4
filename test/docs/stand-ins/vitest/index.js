// As much of Vitest as our example uses, over node:test, for where Vitest is not installed.
import assert from 'node:assert/strict'

export { after as afterAll, before as beforeAll, beforeEach, test } from 'node:test'

function matchObject (actual, expected, path) {
  if (typeof expected !== 'object' || expected === null) return assert.deepEqual(actual, expected, path)
  if (Array.isArray(expected)) assert.equal(actual.length, expected.length, `${path}.length`)
  for (const [key, value] of Object.entries(expected)) matchObject(actual[key], value, `${path}.${key}`)
}

export const expect = actual => ({
  toEqual: expected => assert.deepEqual(actual, expected),
  toHaveLength: length => assert.equal(actual.length, length),
  toMatch: pattern => assert.match(actual, pattern),
  toMatchObject: expected => matchObject(actual, expected, 'value'),
})
