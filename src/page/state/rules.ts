import { mock } from '../api.js'
import { loadRules } from './server.js'
import { attempt, say } from './toast.js'

type Kind = 'faults' | 'failures'

/** Removes a fault or a failure, and says so. */
export const removeRule = (kind: Kind, id: string) => attempt(async () => {
  await mock[kind].remove(id)
  await loadRules()
}, `${id} removed`)

/**
 * Adds a fault or a failure, says which request it waits for, and offers to take it back.
 * @returns whether it was added
 */
export async function addRule (kind: Kind, add: () => Promise<{ readonly id: string }>, waitsFor: string): Promise<boolean> {
  const added = await attempt(add)
  if (!added) return false
  await loadRules()
  say(`${added.id} waits for the next ${waitsFor}`, { undo: () => removeRule(kind, added.id) })
  return true
}
