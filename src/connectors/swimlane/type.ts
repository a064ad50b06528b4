import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import { StringEnumSchema } from '../../decoding/limits.js'
import { wrongConfiguration, type Session } from '../connector-type.js'
import { defineUnionConnectorType } from '../sub-actions.js'
import { asRecord, recordOf, ServiceError, successful, withoutTrailingSlash, type ServiceRequest, type Work } from '../calls/http.js'
import { isoDate } from '../calls/iso-date.js'
import { PushParamsSchema, pushToService, type IncidentService, type PushedIncident } from '../calls/push.js'
import type { PushComment } from '../../documents/incident.js'

// Source: Kibana's stack_connectors/server/connector_types/swimlane/{schema,service,helpers,api}.ts

const FieldSchema = NullByDefaultSchema(
  Type.Object({ id: Type.String(), key: Type.String(), name: Type.String(), fieldType: Type.String() }),
)

/** Configuration of a Swimlane connector. */
const SwimlaneConfigSchema = Type.Object({
  apiUrl: Type.String(),
  appId: Type.String(),
  connectorType: StringEnumSchema(['all', 'alerts', 'cases']),
  mappings: Type.Object({
    ruleNameConfig: FieldSchema,
    alertIdConfig: FieldSchema,
    caseIdConfig: FieldSchema,
    caseNameConfig: FieldSchema,
    commentsConfig: FieldSchema,
    severityConfig: FieldSchema,
    descriptionConfig: FieldSchema,
  }),
})
/** Secrets of a Swimlane connector. */
const SwimlaneSecretsSchema = Type.Object({ apiToken: Type.String() })

const SwimlanePushSchema = PushParamsSchema({
  alertId: nullableString,
  ruleName: nullableString,
  caseId: nullableString,
  caseName: nullableString,
  severity: nullableString,
  description: nullableString,
})
type SwimlaneIncident = Omit<Static<typeof SwimlanePushSchema>['incident'], 'externalId'>
type SwimlaneSession = Session<Static<typeof SwimlaneConfigSchema>, Static<typeof SwimlaneSecretsSchema>>

/** The part of an incident that fills each mapped field of the application. */
const MAPPINGS = {
  ruleNameConfig: 'ruleName',
  alertIdConfig: 'alertId',
  caseIdConfig: 'caseId',
  caseNameConfig: 'caseName',
  severityConfig: 'severity',
  descriptionConfig: 'description',
} as const

/** Extracts the error text from a Swimlane response. */
function reasonOf (response: unknown): string {
  const { Argument, ErrorCode } = asRecord(response)
  return Argument === undefined || Argument === null || ErrorCode === undefined || ErrorCode === null
    ? 'unknown'
    : `${Argument} (${ErrorCode})`
}

/** Client for Swimlane's API. */
class SwimlaneClient implements IncidentService<SwimlaneIncident> {
  readonly #session: SwimlaneSession
  readonly #url: string
  readonly #recordUrl: string

  constructor (session: SwimlaneSession) {
    const { config: { apiUrl, appId }, secrets: { apiToken } } = session
    if (!apiUrl || !appId || !apiToken) throw wrongConfiguration('Swimlane')
    this.#session = session
    this.#url = withoutTrailingSlash(apiUrl)
    this.#recordUrl = `${this.#url.endsWith('api') ? this.#url : `${this.#url}/api`}/app/${appId}/record`
  }

  * create (incident: SwimlaneIncident) {
    try {
      const record = yield * this.#call(
        { operation: 'createRecord', method: 'POST', url: this.#recordUrl, body: this.#body(incident) }, ['id', 'name', 'createdDate'],
      )
      return this.#pushed(record, String(record.id), record.createdDate)
    } catch (error) {
      throw this.#failure('create record', error)
    }
  }

  * update (id: string, incident: SwimlaneIncident) {
    try {
      const record = yield * this.#call(
        { operation: 'updateRecord', id, method: 'PATCH', url: `${this.#recordUrl}/${id}`, body: this.#body(incident, id) },
        ['id', 'name', 'modifiedDate'],
      )
      return this.#pushed(record, id, record.modifiedDate)
    } catch (error) {
      throw this.#failure('update record', error)
    }
  }

  * comment ({ id }: PushedIncident, { comment }: PushComment) {
    try {
      const fieldId = this.#session.config.mappings.commentsConfig?.id
      if (!fieldId) throw new ServiceError('No comment field mapped in Swimlane connector')
      const createdDate = this.#session.clock.iso()
      successful(
        yield this.#withToken(
          {
            operation: 'addComment',
            id,
            method: 'POST',
            url: `${this.#recordUrl}/${id}/${fieldId}/comment`,
            body: { createdDate, fieldId, isRichText: true, message: comment },
          },
        ),
      )
      return createdDate
    } catch (error) {
      throw this.#failure('create comment', error)
    }
  }

  #body (incident: SwimlaneIncident, id?: string) {
    const { config: { appId, mappings } } = this.#session
    const values = Object.entries(MAPPINGS).flatMap(([mapping, key]) => {
      const field = mappings[mapping as keyof typeof MAPPINGS]
      const value = incident[key]
      return field && value ? [[field.id, field.fieldType === 'numeric' ? Number(value) || 0 : value]] : []
    })
    return { applicationId: appId, ...(id !== undefined && { id }), values: Object.fromEntries(values) }
  }

  #pushed ({ id, name }: Readonly<Record<string, unknown>>, urlId: string, date: unknown): PushedIncident {
    return {
      id: String(id),
      title: String(name),
      url: `${this.#url}/record/${this.#session.config.appId}/${urlId}`,
      pushedDate: isoDate(String(date)),
    }
  }

  * #call (request: ServiceRequest, required: readonly string[]): Work<Readonly<Record<string, unknown>>> {
    return recordOf(request, yield this.#withToken(request), required)
  }

  #withToken (request: ServiceRequest): ServiceRequest {
    return { ...request, headers: { 'Content-Type': 'application/json', 'Private-Token': this.#session.secrets.apiToken } }
  }

  /** Builds the error thrown when an operation fails. */
  #failure (what: string, error: unknown): Error {
    const { message, response } = error as ServiceError
    return new Error(
      `[Action][Swimlane]: Unable to ${what} in application with id ${this.#session.config.appId}. Status: ` +
        `${response?.status ?? 500}. Error: ${message}. Reason: ${reasonOf(response?.data)}`,
    )
  }
}

export const swimlaneConnectorType = defineUnionConnectorType({
  id: '.swimlane',
  name: 'Swimlane',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'cases', 'siem'],
  config: SwimlaneConfigSchema,
  secrets: SwimlaneSecretsSchema,
  open: session => new SwimlaneClient(session),
  subActions: {
    pushToService: {
      params: SwimlanePushSchema, run: (client, params: Static<typeof SwimlanePushSchema>) => pushToService(client, params),
    },
  },
})
