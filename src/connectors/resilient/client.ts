import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { nullableString } from '../../decoding/config-schema.js'
import {
  asRecord, recordOf, withoutTrailingSlash, type ApiRequest, type Credentials, type ServiceResponse, type Work,
} from '../calls/http.js'
import { isoDate } from '../calls/iso-date.js'
import type { IncidentService, PushedIncident } from '../calls/push.js'
import { request } from '../calls/registered.js'
import { resilientNamesReasons, resilientTakesAdditionalFields } from '../versions.js'
import { changesOf, formerChangesOf } from './changes.js'
import { FieldsSchema, FormerFieldsSchema, placedFields, type Field, type Values } from './fields.js'
import type { ResilientIncident, ResilientSession } from './schema.js'

// Source: Kibana's stack_connectors/server/connector_types/resilient/resilient.ts, before 8.14 resilient/service.ts

// The parts of each response that the connector reads; other properties are allowed
const open = { additionalProperties: true }
const CreatedSchema = Type.Object({ id: Type.Number(), create_date: Type.Number() }, open)
const UpdatedSchema = Type.Object({ success: Type.Boolean(), message: nullableString }, open)
const IncidentSchema = Type.Object({ id: Type.Number(), inc_last_modified_date: Type.Number() }, open)
const FieldValuesSchema = Type.Object({ values: Type.Array(Type.Object({ value: Type.Number(), label: Type.String() }, open)) }, open)

function describeFailure ({ status, statusText, data }: ServiceResponse): string {
  if (status === 401) return 'Unauthorized API Error'
  const { message } = asRecord(data)
  return `API Error: ${message === undefined ? statusText : message}`
}

/** Builds the error thrown when an operation fails. */
const failure = (what: string, error: unknown, end = '.') =>
  new Error(`[Action][IBM Resilient]: ${what}. Error: ${(error as Error).message}${end}`)

/** Client for IBM Resilient's REST API. */
export class ResilientClient implements IncidentService<ResilientIncident> {
  readonly #session: ResilientSession
  readonly #url: string
  readonly #auth: Credentials

  constructor (session: ResilientSession) {
    const { config: { apiUrl, orgId }, secrets: { apiKeyId, apiKeySecret } } = session
    this.#session = session
    this.#url = `${apiUrl}/rest/orgs/${orgId}`
    this.#auth = { username: apiKeyId, password: apiKeySecret }
  }

  /** True before Kibana moved this connector to its sub-action framework. */
  get #isFormer () {
    return !resilientNamesReasons(this.#session.version)
  }

  * create ({ name, description, incidentTypes, severityCode, additionalFields }: ResilientIncident) {
    try {
      const body = {
        name,
        discovered_date: this.#session.clock.milliseconds(),
        ...(description && { description: { format: 'html', content: description } }),
        ...(incidentTypes && { incident_type_ids: incidentTypes.map(id => ({ id })) }),
        ...(severityCode && { severity_code: { id: severityCode } }),
        ...(additionalFields && placedFields(yield * this.#definitions(), additionalFields)),
      }
      const { id, create_date } = yield * this.#call(
        { operation: 'createIncident', method: 'POST', path: '/incidents?text_content_output_format=objects_convert', body }, CreatedSchema,
      )
      return this.#pushed(id, create_date)
    } catch (error) {
      throw failure('Unable to create incident', error)
    }
  }

  * update (id: string, incident: ResilientIncident) {
    try {
      const before = yield * this.get(id)
      const changes = resilientTakesAdditionalFields(this.#session.version)
        ? changesOf(yield * this.#definitions(), before, incident)
        : formerChangesOf(before, incident)
      const { success, message } = yield * this.#call(
        { operation: 'updateIncident', id, method: 'PATCH', path: `/incidents/${id}`, body: { changes } }, UpdatedSchema,
      )
      if (!success) throw new Error(`Error while updating incident: ${message}`)
      const { id: incidentId, inc_last_modified_date: modified } = yield * this.get(id)
      return this.#pushed(incidentId, modified)
    } catch (error) {
      throw failure(`Unable to update incident with id ${id}`, error, this.#isFormer ? '' : '.')
    }
  }

  * comment ({ id, pushedDate }: PushedIncident, { comment }: { comment: string }) {
    try {
      yield * this.#call(
        {
          operation: 'addComment',
          id,
          method: 'POST',
          path: `/incidents/${id}/comments`,
          body: { text: { format: 'text', content: comment } },
        },
        Type.Object({}, open),
      )
      return pushedDate
    } catch (error) {
      throw failure(`Unable to create comment at incident with id ${id}`, error)
    }
  }

  * get (id: string): Work<Static<typeof IncidentSchema> & Values> {
    try {
      return yield * this.#call(
        { operation: 'getIncident', id, method: 'GET', path: `/incidents/${id}?text_content_output_format=objects_convert` },
        IncidentSchema,
      )
    } catch (error) {
      throw failure(`Unable to get incident with id ${id}`, error)
    }
  }

  * incidentTypes () {
    try {
      return yield * this.#valuesOf('incident_type_ids')
    } catch (error) {
      throw failure('Unable to get incident types', error)
    }
  }

  * severities () {
    try {
      return yield * this.#valuesOf('severity_code')
    } catch (error) {
      throw failure('Unable to get severity', error)
    }
  }

  * fields (): Work<Partial<Field>[]> {
    if (resilientTakesAdditionalFields(this.#session.version)) return yield * this.#definitions()
    const fields = yield * this.#readFields(FormerFieldsSchema)
    if (this.#isFormer) return fields
    return fields.map(({ name, input_type, read_only, required, text }) => ({ name, input_type, read_only, required, text }))
  }

  * #definitions (): Work<Field[]> {
    const fields = yield * this.#readFields(FieldsSchema)
    return fields.map(({ name, input_type, read_only, required, text, prefix, values }) =>
      ({ name, input_type, read_only, required, text, prefix, values }))
  }

  * #readFields<Answer extends TSchema> (answerSchema: Answer) {
    try {
      return yield * this.#call({ operation: 'getFields', method: 'GET', path: '/types/incident/fields' }, answerSchema)
    } catch (error) {
      throw failure('Unable to get fields', error)
    }
  }

  * #valuesOf (field: string) {
    const { values } = yield * this.#call(
      { operation: 'getFieldValues', id: field, method: 'GET', path: `/types/incident/fields/${field}` }, FieldValuesSchema,
    )
    return values.map(({ value, label }) => ({ id: this.#isFormer ? value : String(value), name: label }))
  }

  #pushed (id: unknown, date: unknown): PushedIncident {
    return {
      title: String(id),
      id: String(id),
      pushedDate: isoDate(Number(date)),
      url: `${withoutTrailingSlash(this.#session.config.apiUrl)}/#incidents/${id}`,
    }
  }

  * #call<Answer extends TSchema> ({ operation, id, method, path, body }: ApiRequest, answerSchema: Answer): Work<Static<Answer>> {
    const sent = { operation, id, method, url: this.#url + path, auth: this.#auth, body }
    // The former connector did not check the body
    if (this.#isFormer) return recordOf(sent, yield sent) as Static<Answer>
    return yield * request(sent, describeFailure, answerSchema, this.#session.version)
  }
}
