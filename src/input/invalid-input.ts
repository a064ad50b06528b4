export type Path = readonly (string | number)[]

/**
 * Thrown for invalid input of our own API (options, seeds, states, control bodies, arguments of the handle). All messages have the same
 * form: `startServer: externalServices[".jira"]: expected "simulated" or "live", got "real"`.
 */
export class InvalidInput extends TypeError {
  override readonly name = 'InvalidInput'
  /** The path in the input, in JavaScript's notation; empty for the input as a whole. */
  readonly path: string
  /** The values that would be valid there, in words. */
  readonly expected: string
  readonly #got: string
  readonly #subject: string

  /**
   * @param got the value in words, as `printValue` formats it
   * @param subject names the call, option, flag or file that the input came from
   */
  constructor (path: string, expected: string, got: string, { subject = '', cause }: { subject?: string, cause?: unknown } = {}) {
    const message = [subject, path, `expected ${expected}, got ${got}`].filter(part => part !== '').join(': ')
    // Error messages of Node.js may have several lines
    super(message.replace(/\s*\n\s*/g, ' '), { cause })
    this.path = path
    this.expected = expected
    this.#got = got
    this.#subject = subject
  }

  /** The same error with another name in front of its message. */
  in (subject: string): InvalidInput {
    const { path, expected, cause } = this
    return new InvalidInput(path, expected, this.#got, { subject: [subject, this.#subject].filter(part => part !== '').join(': '), cause })
  }
}

/**
 * Runs `work`, and puts a name in front of the message of invalid input.
 * @throws InvalidInput
 */
export function naming<Result> (subject: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw error instanceof InvalidInput ? error.in(subject) : error
  }
}

/**
 * Runs `work`, and reports its failure as invalid input: `expected JSON, got Unexpected end of JSON input`.
 * @param path the place in the input
 * @throws InvalidInput
 */
export function expecting<Result> (expected: string, work: () => Result, path = ''): Result {
  try {
    return work()
  } catch (error) {
    throw new InvalidInput(path, expected, (error as Error).message, { cause: error })
  }
}
