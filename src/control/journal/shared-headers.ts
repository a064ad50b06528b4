import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/**
 * Headers as the journal keeps them: clients send the same ones again and again, and what each entry kept for itself would be most
 * of what it holds.
 */
export class SharedHeaders {
  #raw: readonly string[] = []
  #headers: IncomingHttpHeaders = {}

  /** The headers of a message: the very object that the message before had, if it came with the same ones. */
  of ({ rawHeaders, headers }: IncomingMessage): IncomingHttpHeaders {
    if (!areSame(rawHeaders, this.#raw)) {
      this.#raw = rawHeaders
      this.#headers = headers
    }
    return this.#headers
  }
}

function areSame (one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false
  return true
}
