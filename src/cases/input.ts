import type { CaseAssignee } from './schema.js'

/** Assignees with an empty `uid` stand for nobody. Source: Kibana's cases/server/client/cases/sanitizers.ts */
export function withoutEmptyAssignees (assignees: readonly CaseAssignee[]): CaseAssignee[] {
  return assignees.filter(({ uid }) => uid !== '')
}

/** Each assignee once, the first kept. */
export function uniqueAssignees (assignees: readonly CaseAssignee[]): CaseAssignee[] {
  return assignees.filter(({ uid }, index) => assignees.findIndex(other => other.uid === uid) === index)
}

interface Texts { title?: string | undefined, description?: string | undefined, category?: string | null | undefined, tags?: string[] | undefined }

/** The texts of a case are kept trimmed; lengths were measured so. */
export function trimTexts<Fields extends Texts> (fields: Fields): Fields {
  const trimmed: Texts = { ...fields }
  if (trimmed.title !== undefined) trimmed.title = trimmed.title.trim()
  if (trimmed.description !== undefined) trimmed.description = trimmed.description.trim()
  if (typeof trimmed.category === 'string') trimmed.category = trimmed.category.trim()
  if (trimmed.tags !== undefined) trimmed.tags = trimmed.tags.map(tag => tag.trim())
  return trimmed as Fields
}
