import { given, patch, post, type Expected, type Scenario, type Step } from '../scenario.js'
import type { Lifespan } from '../../versions/cuts.js'

/** An owner that exists in every version. */
export const OWNER = 'securitySolution'

export const NONE = { id: 'none', name: 'none', type: '.none', fields: null }

/** A Jira connector to the external system. */
export const JIRA_CONNECTOR = {
  name: 'A Jira',
  connector_type_id: '.jira',
  config: { apiUrl: '{system}', projectKey: 'KCM' },
  secrets: { email: 'a@example.com', apiToken: 'token' },
}

/** The smallest body that POST /api/cases accepts in every version. */
export const newCase = (fields: object = {}): object => ({
  title: 'Login from two countries',
  description: 'Within one minute',
  tags: ['login'],
  connector: NONE,
  settings: { syncAlerts: false },
  owner: OWNER,
  ...fields,
})

/** A body without some of its fields. */
export const without = (body: object, ...fields: string[]): object =>
  Object.fromEntries(Object.entries(body).filter(([key]) => !fields.includes(key)))

/** A text of the given length. */
export const letters = (length: number): string => 'a'.repeat(length)

/** Prepares a case. */
export const aCase = (fields: object = {}, as = 'created'): Step => given(post('/api/cases', newCase(fields), { as }))

/** Changes a case, using the id and version in an earlier response. */
export const change = (fields: object, expected: Expected = {}, of = 'created'): Step =>
  patch('/api/cases', { cases: [{ id: `{${of}.id}`, version: `{${of}.version}`, ...fields }] }, expected)

/** Prepares a change; its response is a list. */
export const changed = (fields: object, as: string, of = 'created'): Step => given(change(fields, { as }, of))

export const refusal = (message: string, status = 400): Expected => ({ status, message })

/** Kibana's message for a value of the wrong type; several are separated by commas. */
export const invalid = (value: unknown, ...path: string[]): string =>
  `Invalid value "${typeof value === 'object' ? JSON.stringify(value) : String(value)}" supplied to "${path.join(',')}"`

/** A fact, the step that proves it, and the versions in which it holds. */
export type Row = readonly [establishes: string, step: Step, lifespan?: Lifespan]

/** One scenario for each row, with the same preparation. */
export const table = (source: string, rows: readonly Row[], prepared: readonly Step[] = []): Scenario[] =>
  rows.map(([establishes, step, lifespan = {}]) => ({ establishes, source, steps: [...prepared, step], ...lifespan }))
