import type { Static } from '@sinclair/typebox'
import type { Clock } from '../../kibana/clock.js'
import { wrongConfiguration, type Session } from '../connector-type.js'
import { asRecord, ServiceError, successful, withoutTrailingSlash, type ServiceRequest, type Work } from '../calls/http.js'
import { isoDate } from '../calls/iso-date.js'
import type { PushedIncident } from '../calls/push.js'
import type { Version } from '../../versions/version.js'
import { failure, refusedRow, type Call } from './failure.js'
import { serviceNowToken } from './token.js'
import type { ServiceNowApplication, ServiceNowConfigSchema, ServiceNowSecretsSchema } from './schema.js'

// Source: Kibana's stack_connectors/server/connector_types/lib/servicenow/{service,api,config}.ts, servicenow_sir/service.ts

/** Decoded configuration and secrets of a ServiceNow connector. */
type ServiceNowSession = Session<Static<typeof ServiceNowConfigSchema>, Static<typeof ServiceNowSecretsSchema>>
type Fields = Readonly<Record<string, unknown>>

const READ_TABLE: Call = { method: 'get', endpoint: 'table' }
const READ_HEALTH: Call = { method: 'get', endpoint: 'health' }
const ADD_OBSERVABLES: Call = { method: 'post', endpoint: 'other' }

/** Client for ServiceNow: over the table API, or over the import set of the Elastic application. */
export class ServiceNowClient {
  readonly #application: ServiceNowApplication
  readonly #url: string
  readonly usesTableApi: boolean
  readonly username: string | null
  readonly #auth: Pick<ServiceRequest, 'auth' | 'token'>
  readonly #clock: Clock
  readonly #version: Version
  readonly #createCall: Call
  readonly #updateCall: Call

  constructor (session: ServiceNowSession, application: ServiceNowApplication) {
    const { config: { apiUrl, usesTableApi, isOAuth, clientId, jwtKeyId, userIdentifierValue }, secrets } = session
    const { username, password, clientSecret, privateKey, privateKeyPassword } = secrets
    if (!apiUrl || (!isOAuth && (!username || !password))) throw wrongConfiguration('ServiceNow')
    this.#application = application
    this.#url = withoutTrailingSlash(apiUrl)
    this.usesTableApi = usesTableApi
    this.username = username
    this.#auth = isOAuth
      ? { token: serviceNowToken(this.#url, { clientId, jwtKeyId, userIdentifierValue, clientSecret, privateKey, privateKeyPassword }) }
      : { auth: username && password ? { username, password } : undefined }
    this.#clock = session.clock
    this.#version = session.version
    this.#createCall = { method: 'post', endpoint: usesTableApi ? 'table' : 'import_set' }
    this.#updateCall = usesTableApi ? { method: 'patch', endpoint: 'table' } : this.#createCall
  }

  get #tableUrl () {
    return `${this.#url}/api/now/v2/table/${this.#application.table}`
  }

  * create (incident: Fields): Work<PushedIncident> {
    try {
      const result = yield * this.#write({ operation: 'createRecord', method: 'POST', url: this.#tableUrl }, incident)
      const record = yield * this.#get(String(result.sys_id))
      return this.#pushed(record, record.sys_created_on)
    } catch (error) {
      throw failure(this.#version, 'Unable to create incident', error, this.#createCall)
    }
  }

  * update (id: string, incident: Fields): Work<PushedIncident> {
    try {
      const result = yield * this.#write({ operation: 'updateRecord', id, method: 'PATCH', url: `${this.#tableUrl}/${id}` }, incident)
      const record = yield * this.#get(String(result.sys_id))
      return this.#pushed(record, record.sys_updated_on)
    } catch (error) {
      throw failure(this.#version, `Unable to update incident with id ${id}`, error, this.#updateCall)
    }
  }

  /** Closes the record with this id, or else the newest one with this correlation id. Returns an empty object if there is none. */
  * close (id: string | null, correlationId: string | null): Work<PushedIncident | Record<string, never>> {
    try {
      if (id === null && correlationId === null) throw new ServiceError('No correlationId or incidentId found.')
      const record = id ? yield * this.#get(id) : correlationId ? yield * this.#findByCorrelationId(correlationId) : undefined
      if (!record) return {}
      if (record.state === '7') return this.#pushed(record, record.sys_updated_on)
      return yield * this.update(
        String(record.sys_id), { state: '7', close_code: 'Closed/Resolved by Caller', close_notes: 'Closed by Caller' },
      )
    } catch (error) {
      if ((error as ServiceError).response?.status === 404) return {}
      throw failure(this.#version, 'Unable to close incident', error, this.#updateCall)
    }
  }

  * addObservables (id: string, observables: readonly { value: string, type: string }[]): Work<void> {
    try {
      yield * this.#checkApplication()
      yield * this.#call(
        {
          operation: 'addObservables',
          id,
          method: 'POST',
          url: `${this.#url}/api/x_elas2_sir_int/elastic_api/incident/${id}/observables/bulk`,
          body: observables,
        },
      )
    } catch (error) {
      throw failure(this.#version, `Unable to add observables to security incident with id ${id}`, error, ADD_OBSERVABLES)
    }
  }

  * fields (): Work<unknown> {
    try {
      return yield * this.#call({
        operation: 'getFields',
        method: 'GET',
        url: `${this.#url}/api/now/table/sys_dictionary?sysparm_query=name=task^ORname=${this.#application.table}^internal_type=string` +
          '&active=true&array=false&read_only=false&sysparm_fields=max_length,element,column_label,mandatory',
      })
    } catch (error) {
      throw failure(this.#version, 'Unable to get fields', error, READ_TABLE)
    }
  }

  * choices (fields: readonly string[]): Work<unknown> {
    const elements = fields.map(field => `element=${field}`).join('^OR')
    try {
      return yield * this.#call({
        operation: 'getChoices',
        method: 'GET',
        url: `${this.#url}/api/now/table/sys_choice?sysparm_query=name=task^ORname=${this.#application.table}^${elements}^language=en` +
          '&sysparm_fields=label,value,dependent_value,element',
      })
    } catch (error) {
      throw failure(this.#version, 'Unable to get choices', error, READ_TABLE)
    }
  }

  * #get (id: string): Work<Fields> {
    try {
      return asRecord(yield * this.#call({ operation: 'getRecord', id, method: 'GET', url: `${this.#tableUrl}/${id}` }))
    } catch (error) {
      throw failure(this.#version, `Unable to get incident with id ${id}`, error, READ_TABLE)
    }
  }

  /** Finds the newest record with a correlation id; `undefined` if there is none. */
  * #findByCorrelationId (correlationId: string): Work<Fields | undefined> {
    try {
      const url = `${this.#tableUrl}?sysparm_query=ORDERBYDESCsys_created_on^correlation_id=${correlationId}`
      const [found] = (yield * this.#call({ operation: 'findByCorrelationId', id: correlationId, method: 'GET', url })) as Fields[]
      return found
    } catch (error) {
      throw failure(this.#version, `Unable to get incident by correlation ID ${correlationId}`, error, READ_TABLE)
    }
  }

  #pushed ({ number, sys_id: id }: Fields, date: unknown): PushedIncident {
    // ServiceNow's times are UTC without a zone suffix
    const pushedDate = date === undefined || date === null ? this.#clock.iso() : isoDate(`${String(date)} GMT`)
    return {
      title: String(number), id: String(id), pushedDate, url: `${this.#url}/nav_to.do?uri=${this.#application.table}.do?sys_id=${id}`,
    }
  }

  /** Writes a record over the API that the connector uses. Returns the part of the response that contains the record's id. */
  * #write (request: ServiceRequest, { additional_fields: additionalFields, ...incident }: Fields): Work<Fields> {
    if (this.usesTableApi) {
      const problem = 'ServiceNow additional fields are not supported for deprecated connectors.'
      if (additionalFields) throw new ServiceError(problem, undefined, '400')
      return asRecord(yield * this.#call({ ...request, body: incident }))
    }
    yield * this.#checkApplication()
    const prefixed = Object.fromEntries(Object.entries(incident).map(([field, value]) => [`u_${field}`, value]))
    const body = { ...asRecord(additionalFields), ...prefixed, ...(request.id !== undefined && { elastic_incident_id: request.id }) }
    const { result: results, status } = yield * this.#answer(
      { ...request, method: 'POST', url: `${this.#url}/api/now/import/${this.#application.importSetTable}`, body },
    )
    const [result] = results as Fields[]
    if (!result) throw refusedRow(this.#version, status, 'Unexpected result')
    if (result.status === 'error') throw refusedRow(this.#version, status, String(result.error_message))
    return result
  }

  * #checkApplication (): Work<void> {
    try {
      yield * this.#call({ operation: 'getHealth', method: 'GET', url: `${this.#url}/api/${this.#application.scope}/elastic_api/health` })
    } catch (error) {
      throw failure(this.#version, 'Unable to get application version', error, READ_HEALTH)
    }
  }

  * #call (request: ServiceRequest): Work<unknown> {
    return (yield * this.#answer(request)).result
  }

  * #answer (request: ServiceRequest): Work<{ result: unknown, status: number }> {
    const { data, status } = successful(yield { ...request, ...this.#auth })
    const { result } = asRecord(data)
    if (result === undefined || result === null) throw new ServiceError('There is an issue with your Service Now Instance. Please check .')
    return { result, status }
  }
}
