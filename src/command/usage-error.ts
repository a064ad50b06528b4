/** A start that was asked for in a way that can't work; its message is one line for the person who asked. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor (message: string, options?: ErrorOptions) {
    super(message.replace(/\s+/g, ' ').trim(), options)
  }
}
