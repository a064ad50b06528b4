import type { CaseAttributes } from '../documents/case.js'

type Draft = { -readonly [Field in keyof CaseAttributes]: CaseAttributes[Field] }

/**
 * Makes a shallow copy of a case to change. A plain literal: a spread of so many fields takes ten times as long, and each copy of a
 * copy gets a new hidden class.
 */
export function draftOf (from: CaseAttributes): Draft {
  const draft: Draft = {
    totalComment: from.totalComment,
    totalAlerts: from.totalAlerts,
    totalEvents: from.totalEvents,
    owner: from.owner,
    title: from.title,
    description: from.description,
    tags: from.tags,
    status: from.status,
    severity: from.severity,
    category: from.category,
    assignees: from.assignees,
    settings: from.settings,
    connector: from.connector,
    customFields: from.customFields,
    observables: from.observables,
    external_service: from.external_service,
    duration: from.duration,
    created_at: from.created_at,
    created_by: from.created_by,
    updated_at: from.updated_at,
    updated_by: from.updated_by,
    closed_at: from.closed_at,
    closed_by: from.closed_by,
  }
  if (from.in_progress_at !== undefined) draft.in_progress_at = from.in_progress_at
  if (from.time_to_acknowledge !== undefined) draft.time_to_acknowledge = from.time_to_acknowledge
  if (from.time_to_investigate !== undefined) draft.time_to_investigate = from.time_to_investigate
  if (from.time_to_resolve !== undefined) draft.time_to_resolve = from.time_to_resolve
  if (from.incremental_id !== undefined) draft.incremental_id = from.incremental_id
  if (from.template !== undefined) draft.template = from.template
  if (from.extended_fields !== undefined) draft.extended_fields = from.extended_fields
  return draft
}
