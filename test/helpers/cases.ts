import type { RunningServer } from '../../src/index.js'

/** A valid body for POST /api/cases. */
export const newCase = {
  title: 'Super Bad Security Issue',
  description: 'This is a brand new case of a bad meanie defacing data',
  tags: ['defacement'],
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
  settings: { syncAlerts: true },
  owner: 'cases',
}

export const jiraConnector = { id: 'jira-1', name: 'My Jira', type: '.jira', fields: { issueType: '10006', priority: null, parent: null } }

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Sends a request with `kbn-xsrf` and returns the status and the decoded answer. */
export async function call (
  { app }: Pick<RunningServer, 'app'>, method: Method, url: string, body?: unknown, headers: Record<string, string> = {},
) {
  const response = await app.inject({
    method,
    url,
    headers: { 'kbn-xsrf': 'true', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  return { status: response.statusCode, headers: response.headers, body: response.body === '' ? undefined : response.json() }
}

/** Creates a case through the API. */
export async function createCase (kibana: RunningServer, fields: object = {}, prefix = '') {
  const { status, body } = await call(kibana, 'POST', `${prefix}/api/cases`, { ...newCase, ...fields })
  if (status !== 200) throw new Error(`the case was not created: ${JSON.stringify(body)}`)
  return body
}

/** Reads a case through the API. */
export const getCase = async (kibana: RunningServer, id: string) => (await call(kibana, 'GET', `/api/cases/${id}`)).body

/** Updates one case through the API and returns the whole answer. */
export const updateCase = (kibana: RunningServer, { id, version }: { id: string, version: string }, fields: object) =>
  call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, ...fields }] })

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  424: 'Failed Dependency',
  500: 'Internal Server Error',
}

/** Returns the expected body of an error. */
export const errorBody = (statusCode: number, message: string) => ({ statusCode, error: REASONS[statusCode], message })

/** Returns the message about missing fields. */
export const undefinedAt = (...paths: string[]) => paths.map(path => `Invalid value "undefined" supplied to "${path}"`).join(',')

/** Returns the message of an Elasticsearch error, as its client prints it and Kibana passes it on. */
export const refusedByElasticsearch = (reason: string) =>
  `${reason}: illegal_argument_exception\n\tRoot causes:\n\t\tillegal_argument_exception: ${reason}`

/**
 * Returns Elasticsearch's error for a page that reaches too far, as its client prints it and Kibana passes it on.
 * Source: Kibana's issues 116106 and 116776, with the error of a search whose pages reach too far; from 8.7 on, its client has lines for
 * the causes. `caused_by` is present, since Elasticsearch wraps exceptions other than its own (SearchPhaseExecutionException.java)
 */
export function refusedWindow (reached: number): string {
  const cause = 'illegal_argument_exception: Result window is too large, from + size must be less than or equal to: [10000] but was ' +
    `[${reached}]. See the scroll api for a more efficient way to request large data sets. This limit can be set by changing the ` +
    '[index.max_result_window] index level setting.'
  return `all shards failed: search_phase_execution_exception\n\tCaused by:\n\t\t${cause}\n\tRoot causes:\n\t\t${cause}`
}

/** Returns Elasticsearch's error for an invalid date, as its client prints it. */
export const refusedDate = (text: string) => {
  const reason = `failed to parse date field [${text}] with format [strict_date_optional_time||epoch_millis]`
  return `all shards failed: search_phase_execution_exception\n\tRoot causes:\n\t\tparse_exception: ${reason}: [${reason}]`
}
