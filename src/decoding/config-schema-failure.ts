import { isPlainObject } from './plain-object.js'

/** A validation error with its path; for a union, one error per branch. */
export class Failure {
  readonly #text: string
  readonly #path: readonly string[]
  readonly #branches: readonly Failure[]

  constructor (text: string, path: readonly string[] = [], branches: readonly Failure[] = []) {
    this.#text = text
    this.#path = path
    this.#branches = branches
  }

  /** Returns this failure with `key` prepended to its path. */
  under (key: string): Failure {
    return new Failure(this.#text, [key, ...this.#path], this.#branches.map(branch => branch.under(key)))
  }

  toText (namespace?: string, level = 0): string {
    const path = namespace === undefined ? this.#path : [namespace, ...this.#path]
    const lines = this.#branches.map(branch => `\n${' '.repeat(level)}- ${branch.toText(namespace, level + 1)}`)
    const text = this.#text + lines.join('')
    return path.length === 0 ? text : `[${path.join('.')}]: ${text}`
  }
}

/** The name of a value's type in config-schema's messages. */
export const typeName = (value: unknown) => Array.isArray(value)
  ? 'Array'
  : isPlainObject(value) ? 'Object' : value === null ? 'null' : typeof value

/** The failure for a value of the wrong type. */
export const wrongType = (expected: string, input: unknown) => new Failure(
  `expected value of type [${expected}] but got [${typeName(input)}]`,
)
