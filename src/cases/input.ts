import type { CaseAssignee } from './schema.js'

/** Assignees with an empty `uid` stand for nobody. Source: Kibana's cases/server/client/cases/sanitizers.ts */
export function withoutEmptyAssignees (assignees: readonly CaseAssignee[]): CaseAssignee[] {
  return assignees.filter(({ uid }) => uid !== '')
}

/** Each assignee once, the first kept. */
export function uniqueAssignees (assignees: readonly CaseAssignee[]): CaseAssignee[] {
  return assignees.filter(({ uid }, index) => assignees.findIndex(other => other.uid === uid) === index)
}

/** The texts of a case are kept trimmed; lengths were measured so. */
export function trimTexts<Fields extends { title?: string | undefined, description?: string | undefined, category?: string | null | undefined, tags?: string[] | undefined }> (fields: Fields): Fields {
  const { title, description, category, tags } = fields
  return {
    ...fields,
    ...(title !== undefined && { title: title.trim() }),
    ...(description !== undefined && { description: description.trim() }),
    ...(typeof category === 'string' && { category: category.trim() }),
    ...(tags !== undefined && { tags: tags.map(tag => tag.trim()) }),
  }
}
