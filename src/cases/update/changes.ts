import { isDeepStrictEqual } from 'node:util'
import { uidsAlone } from '../assignees.js'
import type { UpdateCase } from '../schema.js'
import type { CaseAttributes } from '../../documents/case.js'
import { completeSettings } from '../complete-settings.js'

const includes = (items: readonly unknown[], item: unknown) => items.some(
  other => other === item || (typeof other === 'object' && isDeepStrictEqual(other, item)),
)

/** Compares arrays as sets, objects deeply, the rest strictly. */
function isUnchanged (stored: unknown, sent: unknown): boolean {
  if (Array.isArray(stored) && Array.isArray(sent)) {
    return stored.every(item => includes(sent, item)) && sent.every(item => includes(stored, item))
  }
  return stored === sent || (typeof stored === 'object' && isDeepStrictEqual(stored, sent))
}

/** The fields of an update that differ from the stored case, in the order of the request. */
export type Changes = Omit<UpdateCase, 'id' | 'version' | 'type' | 'closeReason'>

/** Fields that a case may lack: an update can add them. */
const OPTIONAL_FIELDS: readonly string[] = ['template', 'extended_fields']

/** A field in the form used for comparison: settings complete, assignees without names. */
function comparable (field: keyof Changes, from: Changes | CaseAttributes): unknown {
  if (field === 'settings') return from.settings && completeSettings(from.settings)
  if (field === 'assignees') return from.assignees && uidsAlone(from.assignees)
  return from[field]
}

/**
 * Finds the changes of an update. Compares before trimming: an extra blank is a change.
 * Source: Kibana's cases/server/client/utils.ts (getCaseToUpdate)
 */
export function changedFields (stored: CaseAttributes, sent: Changes): Changes {
  const changes: Partial<Record<keyof Changes, unknown>> = {}
  for (const field of Object.keys(sent) as (keyof Changes)[]) {
    const value = comparable(field, sent)
    const kept = comparable(field, stored)
    const current = kept === undefined && OPTIONAL_FIELDS.includes(field) ? null : kept
    if (current !== undefined && value !== undefined && !isUnchanged(current, value)) changes[field] = sent[field]
  }
  return changes as Changes
}

/** Items only in `after`, and items only in `before`. */
export function difference<Item> (before: readonly Item[], after: readonly Item[]): { added: Item[], removed: Item[] } {
  return {
    added: after.filter(item => !includes(before, item)),
    removed: before.filter(item => !includes(after, item)),
  }
}
