import type { Test } from 'tap'
import type { ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'

export const PATH = '/api/cases/templates'
export const PRIORITY = 'fields:\n  - name: priority\n    label: Priority\n    type: keyword\n    control: INPUT_TEXT\n'
/** A valid body for POST /api/cases/templates. */
export const BODY = { name: 'Phishing', owner: 'cases', definition: PRIORITY }

const TRIAGE = `
severity: high
category: events
tags: [from-template, from-template]
assignees: [{ uid: u-ann }]
connector: { id: jira-1, type: .jira, fields: { issueType: null, priority: null, parent: null } }
settings: { extractObservables: true }
fields:
  - { name: priority, label: Priority, type: keyword, control: INPUT_TEXT, metadata: { default: medium } }
  - { name: effort, type: integer, control: INPUT_NUMBER }
  - { name: notes, control: MARKDOWN, metadata: { content: Read this } }
  - { $ref: impact }
`
const IMPACT = 'name: impact\nlabel: Impact\ntype: keyword\ncontrol: SELECT_BASIC\nmetadata: { options: [low, high] }'
export const SEED = {
  connectors: [{ id: 'jira-1', name: 'My Jira', actionTypeId: '.jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'A' } }],
  templates: [
    { id: 'triage', name: 'Triage', definition: TRIAGE },
    { id: 'other', owner: 'observability', definition: 'fields: []' },
    { id: 'disabled', isEnabled: false, definition: 'fields: []' },
    { id: 'deleted', deletedAt: '2025-01-01T00:00:00Z', definition: 'fields: []' },
    { id: 'invalid', definition: 'nothing' },
  ],
  fieldDefinitions: [{ definition: IMPACT }],
}
/** A server of a version with templates. */
export const server = (t: Test, options: ServerOptions = {}) => testServer(t, { kibanaVersion: '9.5.4', ...options })
/** The same server with the templates above. */
export const seededServer = (t: Test, options: ServerOptions = {}) => server(t, { seed: SEED, ...options })
export const inline = (...fields: object[]) => `fields: ${JSON.stringify(fields)}`
export const text = (name: string, rest: object = {}) => ({ name, type: 'keyword', control: 'INPUT_TEXT', ...rest })
export const options = { options: ['x', 'y'] }
