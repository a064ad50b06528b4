import { wrongConfiguration } from '../connector-type.js'
import { asRecord, recordOf, withoutTrailingSlash, type Credentials, type ServiceRequest, type Work } from '../calls/http.js'
import { isoDate } from '../calls/iso-date.js'
import type { Version } from '../../versions/version.js'
import { jiraIsAskedForCapabilities, jiraIsSearchedByJql } from '../versions.js'
import { failure, notCreated } from './failure.js'
import { issueFields } from './issue-fields.js'
import { escapeJql, summaryOf } from './search.js'
import type { JiraIncident, JiraSession } from './schema.js'
import type { IncidentService, PushedIncident } from '../calls/push.js'

// Source: Kibana's stack_connectors/server/connector_types/jira/service.ts; until 8.16 also with capabilities

/** The capabilities of a Jira that lists issue types and fields by project. */
const LISTS_BY_PROJECT = ['list-project-issuetypes', 'list-issuetype-fields']

/** The issue types of the first project in a response of the former API. */
const formerTypes = (projects: unknown) =>
  ((projects as { issuetypes?: { id: string, name: string, fields?: unknown }[] }[])[0]?.issuetypes ?? [])

interface Issue { readonly id: unknown, readonly key: unknown, readonly fields: Readonly<Record<string, unknown>> }

/** Client for Jira's REST API, version 2. */
export class JiraClient implements IncidentService<JiraIncident> {
  readonly #project: { readonly key: string }
  readonly #apiUrl: string
  readonly #issuesUrl: string
  readonly #browseUrl: string
  readonly #capabilitiesUrl: string
  readonly #auth: Credentials
  readonly #version: Version

  constructor (session: JiraSession) {
    const { config: { apiUrl, projectKey }, secrets: { email, apiToken } } = session
    if (!apiUrl || !projectKey || !apiToken || !email) throw wrongConfiguration('Jira')
    const url = withoutTrailingSlash(apiUrl)
    this.#project = { key: projectKey }
    this.#apiUrl = `${url}/rest/api/2`
    this.#issuesUrl = `${this.#apiUrl}/issue/`
    this.#browseUrl = `${url}/browse/`
    this.#capabilitiesUrl = `${url}/rest/capabilities`
    this.#version = session.version
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
      throw notCreated(this.#version, error)
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
      throw failure(this.#version, `Unable to update incident with id ${id}`, error)
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
      throw failure(this.#version, `Unable to create comment at incident with id ${id}`, error)
    }
  }

  /** Returns an issue with its fields merged in at the top level. */
  * issue (id: string): Work<Record<string, unknown>> {
    const { id: issueId, key, fields } = yield * this.#get(id)
    return { id: issueId, key, created: fields.created, updated: fields.updated, ...fields }
  }

  * issueTypes (): Work<{ id: string, name: string }[]> {
    const isByProject = yield * this.#listsByProject()
    try {
      const url = isByProject ? `${this.#issuesUrl}createmeta/${this.#project.key}/issuetypes` : this.#formerMetaUrl()
      const request = this.#request({ operation: 'getIssueTypes', method: 'GET', url })
      // Jira Cloud sends `issueTypes`, Data Center `values`, the former API `projects`
      const { issueTypes, values, projects } = recordOf(request, yield request)
      const types = isByProject ? issueTypes ?? values : formerTypes(projects)
      return (types as { id: string, name: string }[]).map(({ id, name }) => ({ id, name }))
    } catch (error) {
      throw failure(this.#version, 'Unable to get issue types', error)
    }
  }

  * fieldsOf (issueTypeId: string): Work<Record<string, unknown>> {
    const isByProject = yield * this.#listsByProject()
    try {
      const byProject = `${this.#issuesUrl}createmeta/${this.#project.key}/issuetypes/${issueTypeId}`
      const request = this.#request(
        { operation: 'getFields', id: issueTypeId, method: 'GET', url: isByProject ? byProject : this.#formerMetaUrl(issueTypeId) },
      )
      const { fields, values, projects } = recordOf(request, yield request)
      const list: Record<string, unknown>[] = isByProject
        ? (fields ?? values) as Record<string, unknown>[]
        : Object.entries(asRecord(formerTypes(projects)[0]?.fields)).map(([fieldId, field]) => ({ ...asRecord(field), fieldId }))
      return Object.fromEntries(list.map(({ fieldId, required, allowedValues = [], defaultValue = {}, schema, name }) =>
        [fieldId, { required, allowedValues, defaultValue, schema, name }]))
    } catch (error) {
      throw failure(this.#version, 'Unable to get fields', error)
    }
  }

  /** Returns the fields common to all issue types. As in Kibana, the comparison starts over after types that have none in common. */
  * commonFields (): Work<Record<string, unknown>> {
    const fieldsByType: Record<string, unknown>[] = []
    for (const { id } of yield * this.issueTypes()) fieldsByType.push(yield * this.fieldsOf(id))
    return fieldsByType.reduce((common, fields) => Object.keys(common).length === 0
      ? fields
      : Object.fromEntries(Object.entries(common).filter(([field]) => Object.hasOwn(fields, field))), {})
  }

  * search (title: string): Work<unknown[]> {
    try {
      const jql = `project="${this.#project.key}" and summary ~"${escapeJql(title)}"`
      const query = `jql=${encodeURIComponent(jql)}`
      const search = jiraIsSearchedByJql(this.#version) ? `search/jql?${query}&fields=summary,key` : `search?${query}`
      const request = this.#request({ operation: 'search', id: title, method: 'GET', url: `${this.#apiUrl}/${search}` })
      const { issues = [] } = recordOf(request, yield request)
      return (issues as unknown[]).map(summaryOf)
    } catch (error) {
      throw failure(this.#version, 'Unable to get issues', error)
    }
  }

  * find (id: string): Work<unknown> {
    try {
      const request = this.#request({ operation: 'getIssue', id, method: 'GET', url: this.#issuesUrl + id })
      return summaryOf(recordOf(request, yield request))
    } catch (error) {
      throw failure(this.#version, `Unable to get issue with id ${id}`, error)
    }
  }

  /** Whether Jira lists issue types and fields by project; assumed from 8.17 on. */
  * #listsByProject (): Work<boolean> {
    if (!jiraIsAskedForCapabilities(this.#version)) return true
    try {
      const request = this.#request({ operation: 'getCapabilities', method: 'GET', url: this.#capabilitiesUrl })
      const { capabilities } = recordOf(request, yield request, ['capabilities'])
      return LISTS_BY_PROJECT.every(name => Object.hasOwn(asRecord(capabilities), name))
    } catch (error) {
      throw failure(this.#version, 'Unable to get capabilities', error)
    }
  }

  #formerMetaUrl (issueTypeId?: string): string {
    const ofType = issueTypeId === undefined ? '' : `&issuetypeIds=${issueTypeId}`
    return `${this.#apiUrl}/issue/createmeta?projectKeys=${this.#project.key}${ofType}&expand=projects.issuetypes.fields`
  }

  * #get (issueId: string, url = this.#issuesUrl + issueId): Work<Issue> {
    try {
      const request = this.#request({ operation: 'getIssue', id: issueId, method: 'GET', url })
      const { id, key, fields } = recordOf(request, yield request, ['id', 'key'])
      return { id, key, fields: asRecord(fields) }
    } catch (error) {
      // The only message here without a full stop
      throw failure(this.#version, `Unable to get incident with id ${issueId}`, error, '')
    }
  }

  #pushed ({ id, key }: Issue, date: unknown): PushedIncident {
    return { title: String(key), id: String(id), pushedDate: isoDate(String(date)), url: this.#browseUrl + key }
  }

  #request ({ operation, id, method, url, body }: Omit<ServiceRequest, 'auth'>): ServiceRequest {
    return { operation, id, method, url, auth: this.#auth, body }
  }
}
