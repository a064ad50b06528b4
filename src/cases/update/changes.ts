import { isDeepStrictEqual } from 'node:util'
import type { UpdateCase } from '../schema.js'
import type { CaseAttributes } from '../../documents/case.js'

const includes = (items: readonly unknown[], item: unknown) => items.some(other => other === item || (typeof other === 'object' && isDeepStrictEqual(other, item)))

/** Arrays are compared as sets, objects deeply, the rest strictly. */
function isUnchanged (stored: unknown, sent: unknown): boolean {
  if (Array.isArray(stored) && Array.isArray(sent)) {
    return stored.every(item => includes(sent, item)) && sent.every(item => includes(stored, item))
  }
  return stored === sent || (typeof stored === 'object' && isDeepStrictEqual(stored, sent))
}

/** Fields of an update, by name: those that differ from the stored case, in the order in which they were sent. */
export type Changes = Omit<UpdateCase, 'id' | 'version' | 'type'>

/**
 * What an update would change, compared before trimming: a blank too many is a change.
 * Source: Kibana's cases/server/client/utils.ts (getCaseToUpdate)
 */
export function changedFields (stored: CaseAttributes, sent: Changes): Changes {
  const changes: Partial<Record<keyof Changes, unknown>> = {}
  for (const field of Object.keys(sent) as (keyof Changes)[]) {
    const value = sent[field]
    const current = stored[field]
    if (current !== undefined && value !== undefined && !isUnchanged(current, value)) changes[field] = value
  }
  return changes as Changes
}

/** What `after` has that `before` lacks, and the other way round. */
export function difference<Item> (before: readonly Item[], after: readonly Item[]): { added: Item[], removed: Item[] } {
  return {
    added: after.filter(item => !includes(before, item)),
    removed: before.filter(item => !includes(after, item)),
  }
}
