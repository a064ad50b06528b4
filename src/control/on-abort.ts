/**
 * Runs `end` when a signal aborts, or now if it has: a delay before this may have been cut short by it.
 * @returns a function that forgets it
 */
export function onAbort (signal: AbortSignal, end: () => void): () => void {
  if (signal.aborted) end()
  else signal.addEventListener('abort', end)
  return () => signal.removeEventListener('abort', end)
}
