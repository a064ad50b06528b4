/** Thrown when requests did not arrive in time; the message shows the nearest misses. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}
