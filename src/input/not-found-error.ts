/** Thrown when a rule, snapshot, webhook, sandbox or file does not exist (any more). */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'

  constructor (kind: string, id: string) {
    super(`there is no ${kind} ${JSON.stringify(String(id))}`)
  }
}
