import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/**
 * Shares equal headers between entries: clients send the same ones again and again, and copies would take most
 * of the log's memory.
 */
export class SharedHeaders {
  #raw: readonly string[] = []
  #headers: IncomingHttpHeaders = {}

  /** Returns the headers of a message: the same object as for the previous message, if they are equal. */
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
