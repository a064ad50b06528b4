import type { JiraIncident } from './schema.js'

/** Replaces line breaks with commas. */
function oneLine (text: string): string {
  return /[\n\r]/.test(text) ? text.split(/[\n\r]/).map(line => line.trim()).filter(line => line !== '').join(', ') : text.trim()
}

/** Builds the fields of an issue, as Jira's REST API takes them. */
export function issueFields (
  project: { readonly key: string }, { summary, issueType, description, labels, priority, parent, otherFields }: JiraIncident,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  fields.summary = oneLine(summary)
  fields.project = project
  if (issueType) fields.issuetype = { id: issueType }
  if (description) fields.description = description
  if (labels) fields.labels = labels
  if (priority) fields.priority = { name: priority }
  if (parent) fields.parent = { key: parent }
  return otherFields ? { ...fields, ...otherFields } : fields
}
