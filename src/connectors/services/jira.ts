import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { defineUnionConnectorType, type Session } from '../connector-type.js'
import { asRecord, basicAuth, call, ensureValidResponse, ServiceError, UserError, withoutTrailingSlash, type ApiRequest } from './http.js'
import { PushParamsSchema, pushToService, type IncidentService } from './push.js'

// Source: Kibana's stack_connectors/server/connector_types/jira/{schema,service,api,index}.ts

export const JiraConfigSchema = Type.Object({ apiUrl: Type.String(), projectKey: Type.String() })
export const JiraSecretsSchema = Type.Object({ email: Type.String(), apiToken: Type.String() })

const nullableString = NullByDefaultSchema(Type.String())
const LabelSchema = Type.String({ check: (label: string) => /\s/.test(label) ? `The label ${label} cannot contain spaces` : undefined })
const JiraPushSchema = PushParamsSchema({
  summary: Type.String(),
  description: nullableString,
  issueType: nullableString,
  priority: nullableString,
  labels: NullByDefaultSchema(Type.Array(LabelSchema)),
  parent: nullableString,
})
type JiraIncident = Omit<Static<typeof JiraPushSchema>['incident'], 'externalId'>
type JiraSession = Session<Static<typeof JiraConfigSchema>, Static<typeof JiraSecretsSchema>>

const isoDate = (date: unknown) => new Date(String(date)).toISOString()

/** Line breaks become commas. */
const oneLine = (text: string) => text.split(/[\n\r]/).map(line => line.trim()).filter(line => line !== '').join(', ')

function issueFields (projectKey: string, { summary, issueType, description, labels, priority, parent }: JiraIncident): Record<string, unknown> {
  const fields: Record<string, unknown> = { summary: oneLine(summary), project: { key: projectKey } }
  if (issueType) fields.issuetype = { id: issueType }
  if (description) fields.description = description
  if (labels) fields.labels = labels
  if (priority) fields.priority = { name: priority }
  if (parent) fields.parent = { key: parent }
  return fields
}

/** What Jira says went wrong. */
function reasonOf (response: unknown): string {
  if (response === undefined || response === null) return 'unknown: errorResponse was null'
  const { errorMessages, errors } = asRecord(response)
  if (Array.isArray(errorMessages) && errorMessages.length > 0) return errorMessages.join(', ')
  return errors === undefined || errors === null ? 'unknown: errorResponse.errors was null' : Object.values(errors).join(' ')
}

/** The calls of one execution to Jira's REST API, version 2. */
class JiraClient implements IncidentService<JiraIncident> {
  readonly #session: JiraSession
  readonly #url: string
  readonly #headers: Record<string, string>

  constructor (session: JiraSession) {
    const { config: { apiUrl, projectKey }, secrets: { email, apiToken } } = session
    if (!apiUrl || !projectKey || !apiToken || !email) throw new Error('[Action]Jira: Wrong configuration.')
    this.#session = session
    this.#url = withoutTrailingSlash(apiUrl)
    this.#headers = basicAuth(email, apiToken)
  }

  async create (incident: JiraIncident) {
    const issueType = incident.issueType || ((await this.issueTypes())[0]?.id ?? '')
    return this.#attempt('Unable to create incident', async () => {
      const fields = issueFields(this.#session.config.projectKey, { ...incident, issueType })
      const { id } = await this.#call({ operation: 'createIssue', method: 'POST', path: '/issue', body: { fields } }, ['id'])
      const issue = await this.issue(String(id))
      return this.#pushed(issue, issue.created)
    })
  }

  async update (id: string, incident: JiraIncident) {
    return this.#attempt(`Unable to update incident with id ${id}`, async () => {
      await this.#call({ operation: 'updateIssue', id, method: 'PUT', path: `/issue/${id}`, body: { fields: issueFields(this.#session.config.projectKey, incident) } })
      const issue = await this.issue(id)
      return this.#pushed(issue, issue.updated)
    })
  }

  async comment ({ id }: { id: string }, { comment }: { comment: string }) {
    if (comment === '') return undefined
    return this.#attempt(`Unable to create comment at incident with id ${id}`, async () => {
      const { created } = await this.#call({ operation: 'addComment', id, method: 'POST', path: `/issue/${id}/comment`, body: { body: comment } }, ['id', 'created'])
      return isoDate(created)
    })
  }

  /** An issue with its fields spread over it. */
  async issue (id: string): Promise<Record<string, unknown>> {
    return this.#attempt(`Unable to get incident with id ${id}`, async () => {
      const { id: issueId, key, fields } = await this.#call({ operation: 'getIssue', id, method: 'GET', path: `/issue/${id}` }, ['id', 'key'])
      return { id: issueId, key, created: asRecord(fields).created, updated: asRecord(fields).updated, ...asRecord(fields) }
    })
  }

  async issueTypes (): Promise<{ id: string, name: string }[]> {
    return this.#attempt('Unable to get issue types', async () => {
      // Cloud says issueTypes, Data Center values
      const { issueTypes, values } = await this.#call({ operation: 'getIssueTypes', method: 'GET', path: `/issue/createmeta/${this.#session.config.projectKey}/issuetypes` })
      return ((issueTypes ?? values) as { id: string, name: string }[]).map(({ id, name }) => ({ id, name }))
    })
  }

  async fieldsOf (issueTypeId: string): Promise<Record<string, unknown>> {
    return this.#attempt('Unable to get fields', async () => {
      const { fields, values } = await this.#call({ operation: 'getFields', id: issueTypeId, method: 'GET', path: `/issue/createmeta/${this.#session.config.projectKey}/issuetypes/${issueTypeId}` })
      const list = (fields ?? values) as Record<string, unknown>[]
      return Object.fromEntries(list.map(({ fieldId, required, allowedValues = [], defaultValue = {}, schema, name }) =>
        [fieldId, { required, allowedValues, defaultValue, schema, name }]))
    })
  }

  /** The fields that all issue types have. */
  async commonFields (): Promise<Record<string, unknown>> {
    const [first = {}, ...others] = await Promise.all((await this.issueTypes()).map(({ id }) => this.fieldsOf(id)))
    return Object.fromEntries(Object.entries(first).filter(([field]) => others.every(fields => field in fields)))
  }

  async search (title: string): Promise<unknown[]> {
    return this.#attempt('Unable to get issues', async () => {
      const jql = `project="${this.#session.config.projectKey}" and summary ~"${escapeJql(title)}"`
      const { issues = [] } = await this.#call({ operation: 'search', id: title, method: 'GET', path: `/search?jql=${encodeURIComponent(jql)}` })
      return (issues as unknown[]).map(summaryOf)
    })
  }

  async find (id: string): Promise<unknown> {
    return this.#attempt(`Unable to get issue with id ${id}`, async () =>
      summaryOf(await this.#call({ operation: 'getIssue', id, method: 'GET', path: `/issue/${id}` })))
  }

  #pushed ({ id, key }: Record<string, unknown>, date: unknown) {
    return { title: String(key), id: String(id), pushedDate: isoDate(date), url: `${this.#url}/browse/${key}` }
  }

  async #call ({ operation, id, method, path, body }: ApiRequest, required: readonly string[] = []): Promise<Readonly<Record<string, unknown>>> {
    const request = { operation, id, method, url: `${this.#url}/rest/api/2${path}`, headers: this.#headers, body }
    const response = await call(this.#session.transport, request)
    ensureValidResponse(request, response, required)
    return asRecord(response.data)
  }

  async #attempt<Result> (what: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      const { message, response } = error as ServiceError
      const text = `[Action][Jira]: ${what}. Error: ${message}. Reason: ${reasonOf(response?.data)}`
      throw response?.status === 429 ? new UserError(text) : new Error(text)
    }
  }
}

const summaryOf = (issue: unknown) => {
  const { id, key, fields } = asRecord(issue)
  return { id, key, title: asRecord(fields).summary ?? null }
}

/** Source: jira/utils.ts */
const escapeJql = (text: string) => text.replaceAll('"', '').replaceAll('\\', '\\\\').replaceAll("'", '\\\\').replaceAll(/[-!^+&*()[\]/{}|:?~]/g, '\\\\$&')

const noParams = Type.Object({})
const withId = Type.Object({ id: Type.String() })

export const jiraConnectorType = defineUnionConnectorType({
  id: '.jira',
  name: 'Jira',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'cases', 'uptime', 'siem'],
  config: JiraConfigSchema,
  secrets: JiraSecretsSchema,
  subActions: {
    getFields: { params: noParams, run: session => new JiraClient(session).commonFields() },
    getIncident: { params: Type.Object({ externalId: Type.String() }), run: (session, { externalId }: { externalId: string }) => new JiraClient(session).issue(externalId) },
    handshake: { params: noParams, run: async () => { throw new Error('[Action][ExternalService] subAction handshake not implemented.') } },
    pushToService: { params: JiraPushSchema, run: (session, params: Static<typeof JiraPushSchema>) => pushToService(new JiraClient(session), params) },
    issueTypes: { params: noParams, run: session => new JiraClient(session).issueTypes() },
    fieldsByIssueType: { params: withId, run: (session, { id }: { id: string }) => new JiraClient(session).fieldsOf(id) },
    issues: { params: Type.Object({ title: Type.String() }), run: (session, { title }: { title: string }) => new JiraClient(session).search(title) },
    issue: { params: withId, run: (session, { id }: { id: string }) => new JiraClient(session).find(id) },
  },
})
