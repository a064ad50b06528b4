import { isDeepStrictEqual } from 'node:util'
import { uidsOnly } from '../assignees.js'
import type { UpdateCase } from '../schema.js'
import type { CaseAttributes } from '../../documents/case.js'
import { completeSettings } from '../complete-settings.js'
import type { Version } from '../../versions/version.js'
import { settingsAreComplete } from '../versions.js'

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

/** A stored field as it is compared with the sent one: settings complete, assignees without names, null for an absent optional field. */
function comparable (field: keyof Changes, stored: CaseAttributes, version: Version): unknown {
  if (field === 'settings') return settingsAreComplete(version) ? completeSettings(stored.settings) : stored.settings
  if (field === 'assignees') return uidsOnly(stored.assignees)
  return OPTIONAL_FIELDS.includes(field) ? stored[field] ?? null : stored[field]
}

/**
 * Finds the changes of an update. The sent values are compared as they are: an extra blank is a change.
 * Source: Kibana's cases/server/client/utils.ts (getCaseToUpdate), cases/server/services/cases/transform.ts (the stored case)
 */
export function changedFields (stored: CaseAttributes, sent: Changes, version: Version): Changes {
  const changes: Partial<Record<keyof Changes, unknown>> = {}
  for (const field of Object.keys(sent) as (keyof Changes)[]) {
    const current = comparable(field, stored, version)
    if (current !== undefined && sent[field] !== undefined && !isUnchanged(current, sent[field])) changes[field] = sent[field]
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
