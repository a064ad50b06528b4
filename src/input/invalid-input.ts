export type Path = readonly (string | number)[]

/**
 * Input of our own surface (options, seeds, states, control bodies, arguments of the handle) that can't be used. The message has one
 * form for all of them: `startServer: externalServices[".jira"]: expected "simulated" or "live", got "real"`.
 */
export class InvalidInput extends TypeError {
  override readonly name = 'InvalidInput'
  /** The place in the input, as JavaScript would write it; empty for the whole of it. */
  readonly path: string
  /** The right kind of value for that place. */
  readonly expected: string
  readonly #got: string
  readonly #subject: string

  /**
   * @param got the value in words, as `printValue` writes it
   * @param subject names the call, option, flag or file that the input came from
   */
  constructor (path: string, expected: string, got: string, { subject = '', cause }: { subject?: string, cause?: unknown } = {}) {
    super([subject, path, `expected ${expected}, got ${got}`].filter(part => part !== '').join(': '), { cause })
    this.path = path
    this.expected = expected
    this.#got = got
    this.#subject = subject
  }

  /** The same error with one more name in front. */
  in (subject: string): InvalidInput {
    const { path, expected, cause } = this
    return new InvalidInput(path, expected, this.#got, { subject: [subject, this.#subject].filter(part => part !== '').join(': '), cause })
  }
}

/**
 * Runs `work`, and puts a name in front of the message if its input is invalid.
 * @throws InvalidInput
 */
export function naming<Result> (subject: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw error instanceof InvalidInput ? error.in(subject) : error
  }
}
