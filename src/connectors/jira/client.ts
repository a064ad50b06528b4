import { wrongConfiguration } from '../connector-type.js'
import {
  asRecord, recordOf, UserError, withoutTrailingSlash, type Credentials, type ServiceError, type ServiceRequest, type Work,
} from '../calls/http.js'
import { isoDate } from '../calls/iso-date.js'
import { issueFields } from './issue-fields.js'
import type { JiraIncident, JiraSession } from './schema.js'
import type { IncidentService, PushedIncident } from '../calls/push.js'

// Source: Kibana's stack_connectors/server/connector_types/jira/{service,utils}.ts

/** Extracts the error text from a Jira response. */
function reasonOf (response: unknown): string {
  if (response === undefined || response === null) return 'unknown: errorResponse was null'
  const { errorMessages, errors } = asRecord(response)
  if (Array.isArray(errorMessages) && errorMessages.length > 0) return errorMessages.join(', ')
  return errors === undefined || errors === null ? 'unknown: errorResponse.errors was null' : Object.values(errors).join(' ')
}

/** Builds the error thrown when an operation fails. */
function failure (what: string, error: unknown): Error {
  const { message, response } = error as ServiceError
  const text = `[Action][Jira]: ${what}. Error: ${message}. Reason: ${reasonOf(response?.data)}`
  return response?.status === 429 ? new UserError(text) : new Error(text)
}

interface Issue { readonly id: unknown, readonly key: unknown, readonly fields: Readonly<Record<string, unknown>> }

/** Client for Jira's REST API, version 2. */
export class JiraClient implements IncidentService<JiraIncident> {
  readonly #project: { readonly key: string }
  readonly #apiUrl: string
  readonly #issuesUrl: string
  readonly #browseUrl: string
  readonly #auth: Credentials

  constructor (session: JiraSession) {
    const { config: { apiUrl, projectKey }, secrets: { email, apiToken } } = session
    if (!apiUrl || !projectKey || !apiToken || !email) throw wrongConfiguration('Jira')
    const url = withoutTrailingSlash(apiUrl)
    this.#project = { key: projectKey }
    this.#apiUrl = `${url}/rest/api/2`
    this.#issuesUrl = `${this.#apiUrl}/issue/`
    this.#browseUrl = `${url}/browse/`
    this.#auth = { username: email, password: apiToken }
  }

  * create (incident: JiraIncident) {
    const issueType = incident.issueType || ((yield * this.issueTypes())[0]?.id ?? '')
    try {
      const fields = issueFields(this.#project, { ...incident, issueType })
      const request = this.#request({ operation: 'createIssue', method: 'POST', url: `${this.#apiUrl}/issue`, body: { fields } })
      const { id } = recordOf(request, yield request, ['id'])
      const issue = yield * this.#get(String(id))
      return this.#pushed(issue, issue.fields.created)
    } catch (error) {
      throw failure('Unable to create incident', error)
    }
  }

  * update (id: string, incident: JiraIncident) {
    try {
      const url = this.#issuesUrl + id
      const request = this.#request(
        { operation: 'updateIssue', id, method: 'PUT', url, body: { fields: issueFields(this.#project, incident) } },
      )
      recordOf(request, yield request)
      const issue = yield * this.#get(id, url)
      return this.#pushed(issue, issue.fields.updated)
    } catch (error) {
      throw failure(`Unable to update incident with id ${id}`, error)
    }
  }

  * comment ({ id }: { id: string }, { comment }: { comment: string }) {
    if (comment === '') return undefined
    try {
      const request = this.#request(
        { operation: 'addComment', id, method: 'POST', url: `${this.#issuesUrl}${id}/comment`, body: { body: comment } },
      )
      const { created } = recordOf(request, yield request, ['id', 'created'])
      return isoDate(String(created))
    } catch (error) {
      throw failure(`Unable to create comment at incident with id ${id}`, error)
    }
  }

  /** Returns an issue with its fields merged in at the top level. */
  * issue (id: string): Work<Record<string, unknown>> {
    const { id: issueId, key, fields } = yield * this.#get(id)
    return { id: issueId, key, created: fields.created, updated: fields.updated, ...fields }
  }

  * issueTypes (): Work<{ id: string, name: string }[]> {
    try {
      // Jira Cloud sends `issueTypes`, Data Center `values`
      const request = this.#request(
        { operation: 'getIssueTypes', method: 'GET', url: `${this.#issuesUrl}createmeta/${this.#project.key}/issuetypes` },
      )
      const { issueTypes, values } = recordOf(request, yield request)
      return ((issueTypes ?? values) as { id: string, name: string }[]).map(({ id, name }) => ({ id, name }))
    } catch (error) {
      throw failure('Unable to get issue types', error)
    }
  }

  * fieldsOf (issueTypeId: string): Work<Record<string, unknown>> {
    try {
      const request = this.#request(
        {
          operation: 'getFields',
          id: issueTypeId,
          method: 'GET',
          url: `${this.#issuesUrl}createmeta/${this.#project.key}/issuetypes/${issueTypeId}`,
        },
      )
      const { fields, values } = recordOf(request, yield request)
      const list = (fields ?? values) as Record<string, unknown>[]
      return Object.fromEntries(list.map(({ fieldId, required, allowedValues = [], defaultValue = {}, schema, name }) =>
        [fieldId, { required, allowedValues, defaultValue, schema, name }]))
    } catch (error) {
      throw failure('Unable to get fields', error)
    }
  }

  /** Returns the fields common to all issue types. */
  * commonFields (): Work<Record<string, unknown>> {
    const fieldsByType: Record<string, unknown>[] = []
    for (const { id } of yield * this.issueTypes()) fieldsByType.push(yield * this.fieldsOf(id))
    const [first = {}, ...others] = fieldsByType
    return Object.fromEntries(Object.entries(first).filter(([field]) => others.every(fields => field in fields)))
  }

  * search (title: string): Work<unknown[]> {
    try {
      const jql = `project="${this.#project.key}" and summary ~"${escapeJql(title)}"`
      const request = this.#request(
        { operation: 'search', id: title, method: 'GET', url: `${this.#apiUrl}/search?jql=${encodeURIComponent(jql)}` },
      )
      const { issues = [] } = recordOf(request, yield request)
      return (issues as unknown[]).map(summaryOf)
    } catch (error) {
      throw failure('Unable to get issues', error)
    }
  }

  * find (id: string): Work<unknown> {
    try {
      const request = this.#request({ operation: 'getIssue', id, method: 'GET', url: this.#issuesUrl + id })
      return summaryOf(recordOf(request, yield request))
    } catch (error) {
      throw failure(`Unable to get issue with id ${id}`, error)
    }
  }

  * #get (issueId: string, url = this.#issuesUrl + issueId): Work<Issue> {
    try {
      const request = this.#request({ operation: 'getIssue', id: issueId, method: 'GET', url })
      const { id, key, fields } = recordOf(request, yield request, ['id', 'key'])
      return { id, key, fields: asRecord(fields) }
    } catch (error) {
      throw failure(`Unable to get incident with id ${issueId}`, error)
    }
  }

  #pushed ({ id, key }: Issue, date: unknown): PushedIncident {
    return { title: String(key), id: String(id), pushedDate: isoDate(String(date)), url: this.#browseUrl + key }
  }

  #request ({ operation, id, method, url, body }: Omit<ServiceRequest, 'auth'>): ServiceRequest {
    return { operation, id, method, url, auth: this.#auth, body }
  }
}

const summaryOf = (issue: unknown) => {
  const { id, key, fields } = asRecord(issue)
  return { id, key, title: asRecord(fields).summary ?? null }
}

/** Escapes a text for a query. Source: jira/utils.ts */
const escapeJql = (text: string) => text.replaceAll('"', '').replaceAll('\\', '\\\\').replaceAll("'", '\\\\').replaceAll(
  /[-!^+&*()[\]/{}|:?~]/g, '\\\\$&',
)
