/**
 * Runs `end` when a signal aborts, or at once if it already has, perhaps during a delay before this call.
 * @returns a function that stops listening to the signal
 */
export function onAbort (signal: AbortSignal, end: () => void): () => void {
  if (signal.aborted) end()
  else signal.addEventListener('abort', end)
  return () => signal.removeEventListener('abort', end)
}
