import type { Version } from '../versions/version.js'

/** The text of an error, which may depend on the version; without a version, it is that of the versions up to 9.3. */
type Text = string | ((version: Version | undefined) => string)

/** A validation error with its path; for a union, one error per branch. */
export class Failure {
  readonly #text: Text
  readonly #path: readonly string[]
  readonly #branches: readonly Failure[]

  constructor (text: Text, path: readonly string[] = [], branches: readonly Failure[] = []) {
    this.#text = text
    this.#path = path
    this.#branches = branches
  }

  /** Returns this failure with `key` prepended to its path. */
  under (key: string): Failure {
    return new Failure(this.#text, [key, ...this.#path], this.#branches.map(branch => branch.under(key)))
  }

  toText (namespace?: string, version?: Version, level = 0): string {
    const path = namespace === undefined ? this.#path : [namespace, ...this.#path]
    const lines = this.#branches.map(branch => `\n${' '.repeat(level)}- ${branch.toText(namespace, version, level + 1)}`)
    const text = (typeof this.#text === 'string' ? this.#text : this.#text(version)) + lines.join('')
    return path.length === 0 ? text : `[${path.join('.')}]: ${text}`
  }
}

/** The name of a value's type in config-schema's messages. */
export const typeName = (value: unknown) => value === null
  ? 'null'
  : typeof value === 'object' ? Object.prototype.toString.call(value).slice('[object '.length, -1) : typeof value

/** The failure for a value of the wrong type. */
export const wrongType = (expected: string, input: unknown) => new Failure(
  `expected value of type [${expected}] but got [${typeName(input)}]`,
)
