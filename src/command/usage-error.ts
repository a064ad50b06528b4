/** Thrown for an invalid command line; its message is one line for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor (message: string, options?: ErrorOptions) {
    super(message.replace(/\s+/g, ' ').trim(), options)
  }
}
