/** Requests that did not come in time; the message shows the nearest misses. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}
