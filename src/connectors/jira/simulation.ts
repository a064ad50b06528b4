import { asRecord, withoutTrailingSlash } from '../calls/http.js'
import type { SavedIncident } from '../simulation/records.js'
import { answer, type SimulatedSystem } from '../simulation/simulated-system.js'

/** The issue types of every simulated project. */
const ISSUE_TYPES = [
  { id: '10006', name: 'Task' },
  { id: '10001', name: 'Bug' },
  { id: '10002', name: 'Story' },
  { id: '10003', name: 'Epic' },
  { id: '10004', name: 'Sub-task' },
]
const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((name, index) => ({ id: String(index + 1), name }))

const text = (fieldId: string, name: string, required = false) => ({ fieldId, name, required, schema: { type: 'string', system: fieldId } })
const FIELDS = [
  text('summary', 'Summary', true),
  text('description', 'Description'),
  { fieldId: 'labels', name: 'Labels', required: false, schema: { type: 'array', items: 'string', system: 'labels' }, defaultValue: [] },
  {
    fieldId: 'priority',
    name: 'Priority',
    required: false,
    schema: { type: 'priority', system: 'priority' },
    allowedValues: PRIORITIES,
    defaultValue: { id: '3', name: 'Medium' },
  },
  { fieldId: 'parent', name: 'Parent', required: false, schema: { type: 'issuelink', system: 'parent' } },
]

const refusal = (status: number, message: string, errors: object = {}) => answer(
  status, { errorMessages: message === '' ? [] : [message], errors },
)
const noSuchIssue = refusal(404, 'Issue does not exist or you do not have permission to see it.')

const toIssue = ({ attributes: { externalId: id, externalTitle: key, fields, createdAt: created, updatedAt: updated } }: SavedIncident) =>
  ({ id, key, fields: Object.assign({}, fields, { created, updated }) })

/** Jira's REST API, version 2. Accepts any issue type, priority and parent; the issues of a project are `KEY-1`, `KEY-2`, … */
export const jira: SimulatedSystem = {
  url: ({ apiUrl }) => withoutTrailingSlash(String(apiUrl)),
  operations: {
    createIssue: ({ body }, records) => {
      const fields = asRecord(body.fields)
      const { key: project } = asRecord(fields.project)
      const created = records.create(
        () => ({ id: String(records.number('', 10_000)), title: `${project}-${records.number(`${project}-`, 1)}` }), fields,
      )
      return answer(201, { id: created.attributes.externalId, key: created.attributes.externalTitle })
    },
    updateIssue: ({ id, body }, records) => {
      const issue = records.get(id)
      if (!issue) return noSuchIssue
      records.update(issue, asRecord(body.fields))
      return answer(204)
    },
    getIssue: ({ id }, records) => {
      const issue = records.get(id)
      return issue ? answer(200, toIssue(issue)) : noSuchIssue
    },
    addComment: ({ id, body }, records) => {
      const issue = records.get(id)
      if (!issue) return noSuchIssue
      const { id: commentId, createdAt: created } = records.comment(issue, String(body.body))
      return answer(201, { id: commentId, created, body: body.body })
    },
    getCapabilities: () => answer(200, { capabilities: { 'list-project-issuetypes': '', 'list-issuetype-fields': '' } }),
    getIssueTypes: () => answer(200, { issueTypes: ISSUE_TYPES }),
    getFields: ({ id }) => ISSUE_TYPES.some(type => type.id === id)
      ? answer(200, { fields: FIELDS })
      : refusal(404, `The issue type ${id} does not exist.`),
    search: ({ id: title }, records) => {
      const words = title.toLowerCase().split(/\s+/).filter(word => word !== '')
      const issues = records.all().map(toIssue).filter(({ fields }) => {
        const summary = String(asRecord(fields).summary).toLowerCase()
        return words.every(word => summary.includes(word))
      })
      return answer(200, { issues })
    },
  },
  failures: {
    'bad-credentials': refusal(401, 'Client must be authenticated to access this resource.'),
    'missing-field': refusal(400, '', { customfield_10011: 'Epic Name is required.' }),
    'unknown-issue-type': refusal(400, '', { issuetype: 'The issue type selected is invalid.' }),
    'not-found': noSuchIssue,
    'rate-limit': refusal(429, 'Rate limit exceeded.'),
    unavailable: refusal(503, 'Jira is unavailable.'),
  },
}
