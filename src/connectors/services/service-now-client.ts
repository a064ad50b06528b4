import type { Static } from '@sinclair/typebox'
import type { Session } from '../connector-type.js'
import { asRecord, basicAuth, call, ServiceError, withoutTrailingSlash, type ServiceRequest, type ServiceResponse } from './http.js'
import type { PushedIncident } from './push.js'
import type { ServiceNowConfigSchema, ServiceNowSecretsSchema } from './service-now.js'

// Source: Kibana's stack_connectors/server/connector_types/lib/servicenow/{service,utils,api,config}.ts, servicenow_sir/service.ts

/** Where the two ServiceNow applications keep their records. */
export interface ServiceNowApplication {
  readonly table: string
  readonly importSetTable: string
  /** The scope of the Elastic application on the instance. */
  readonly scope: string
}

export type ServiceNowSession = Session<Static<typeof ServiceNowConfigSchema>, Static<typeof ServiceNowSecretsSchema>>
type Fields = Readonly<Record<string, unknown>>

/** What ServiceNow says went wrong. */
function reasonOf (response: ServiceResponse | undefined): string {
  if (response === undefined || response.data === null || response.data === '') return 'unknown: errorResponse was null'
  const { error } = asRecord(response.data)
  return error === undefined || error === null ? 'unknown: no error in error response' : `${asRecord(error).message}: ${asRecord(error).detail}`
}

/** ServiceNow's times are UTC without saying so. */
const isoDate = (timestamp: unknown) => new Date(`${String(timestamp)} GMT`).toISOString()

/** The calls of one execution to a ServiceNow instance: through its table API, or through the Elastic application's import set. */
export class ServiceNowClient {
  readonly #session: ServiceNowSession
  readonly #application: ServiceNowApplication
  readonly #url: string
  readonly #usesTableApi: boolean
  readonly #headers: Record<string, string>

  constructor (session: ServiceNowSession, application: ServiceNowApplication) {
    const { config: { apiUrl, usesTableApi, isOAuth }, secrets: { username, password } } = session
    if (!apiUrl || (!isOAuth && (!username || !password))) throw new Error('[Action]ServiceNow: Wrong configuration.')
    this.#session = session
    this.#application = application
    this.#url = withoutTrailingSlash(apiUrl)
    this.#usesTableApi = usesTableApi
    this.#headers = username && password ? basicAuth(username, password) : {}
  }

  get #tableUrl () {
    return `${this.#url}/api/now/v2/table/${this.#application.table}`
  }

  async create (incident: Fields): Promise<PushedIncident> {
    return this.#attempt('Unable to create incident', async () => {
      const result = await this.#write({ operation: 'createRecord', method: 'POST', url: this.#tableUrl }, incident)
      const record = await this.get(String(result.sys_id))
      return this.#pushed(record, record.sys_created_on)
    })
  }

  async update (id: string, incident: Fields): Promise<PushedIncident> {
    return this.#attempt(`Unable to update incident with id ${id}`, async () => {
      const result = await this.#write({ operation: 'updateRecord', id, method: 'PATCH', url: `${this.#tableUrl}/${id}` }, incident)
      const record = await this.get(String(result.sys_id))
      return this.#pushed(record, record.sys_updated_on)
    })
  }

  async get (id: string): Promise<Fields> {
    return this.#attempt(`Unable to get incident with id ${id}`, async () =>
      asRecord(await this.#call({ operation: 'getRecord', id, method: 'GET', url: `${this.#tableUrl}/${id}` })))
  }

  /** The newest record of a correlation id; `undefined` when there is none. */
  async findByCorrelationId (correlationId: string): Promise<Fields | undefined> {
    return this.#attempt(`Unable to get incident by correlation ID ${correlationId}`, async () => {
      const url = `${this.#tableUrl}?sysparm_query=ORDERBYDESCsys_created_on^correlation_id=${correlationId}`
      const [found] = await this.#call({ operation: 'findByCorrelationId', id: correlationId, method: 'GET', url }) as Fields[]
      return found
    })
  }

  async addObservables (id: string, observables: readonly { value: string, type: string }[]): Promise<void> {
    await this.#attempt(`Unable to add observables to security incident with id ${id}`, async () => {
      await this.#checkApplication()
      await this.#call({ operation: 'addObservables', id, method: 'POST', url: `${this.#url}/api/x_elas2_sir_int/elastic_api/incident/${id}/observables/bulk`, body: observables })
    })
  }

  async fields (): Promise<unknown> {
    return this.#attempt('Unable to get fields', () => this.#call({
      operation: 'getFields',
      method: 'GET',
      url: `${this.#url}/api/now/table/sys_dictionary?sysparm_query=name=task^ORname=${this.#application.table}^internal_type=string&active=true&array=false&read_only=false&sysparm_fields=max_length,element,column_label,mandatory`,
    }))
  }

  async choices (fields: readonly string[]): Promise<unknown> {
    const elements = fields.map(field => `element=${field}`).join('^OR')
    return this.#attempt('Unable to get choices', () => this.#call({
      operation: 'getChoices',
      method: 'GET',
      url: `${this.#url}/api/now/table/sys_choice?sysparm_query=name=task^ORname=${this.#application.table}^${elements}^language=en&sysparm_fields=label,value,dependent_value,element`,
    }))
  }

  /** What a closed record looks like from outside. */
  describe (record: Fields): PushedIncident {
    return this.#pushed(record, record.sys_updated_on)
  }

  #pushed ({ number, sys_id: id }: Fields, date: unknown): PushedIncident {
    return { title: String(number), id: String(id), pushedDate: isoDate(date), url: `${this.#url}/nav_to.do?uri=${this.#application.table}.do?sys_id=${id}` }
  }

  /** Writes a record by whichever API the connector is for, and gives what says its id. */
  async #write (request: ServiceRequest, { additional_fields: additionalFields, ...incident }: Fields): Promise<Fields> {
    if (this.#usesTableApi) {
      if (additionalFields) throw new ServiceError('ServiceNow additional fields are not supported for deprecated connectors.')
      return asRecord(await this.#call({ ...request, body: incident }))
    }
    await this.#checkApplication()
    const prefixed = Object.fromEntries(Object.entries(incident).map(([field, value]) => [`u_${field}`, value]))
    const body = { ...asRecord(additionalFields), ...prefixed, ...(request.id !== undefined && { elastic_incident_id: request.id }) }
    const results = await this.#call({ ...request, method: 'POST', url: `${this.#url}/api/now/import/${this.#application.importSetTable}`, body }) as Fields[]
    const [result] = results
    if (!result) throw new ServiceError('Unexpected result')
    if (result.status === 'error') throw new ServiceError(String(result.error_message))
    return result
  }

  async #checkApplication (): Promise<void> {
    await this.#attempt('Unable to get application version', () =>
      this.#call({ operation: 'getHealth', method: 'GET', url: `${this.#url}/api/${this.#application.scope}/elastic_api/health` }))
  }

  async #call (request: ServiceRequest): Promise<unknown> {
    const { data } = await call(this.#session.transport, { ...request, headers: this.#headers })
    const { result } = asRecord(data)
    if (result === undefined || result === null) throw new ServiceError('There is an issue with your Service Now Instance. Please check .')
    return result
  }

  async #attempt<Result> (what: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      const { message, response } = error as ServiceError
      throw new ServiceError(`[Action][ServiceNow]: ${what}. Error: ${message} Reason: ${reasonOf(response)}`, response)
    }
  }
}
