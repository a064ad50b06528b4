import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import type { Session } from '../connector-type.js'
import { defineRegisteredConnectorType } from '../sub-actions.js'
import { asRecord, withoutTrailingSlash, type ApiRequest, type ServiceResponse } from '../calls/http.js'
import { isoDate } from '../calls/iso-date.js'
import { PushParamsSchema, pushToService, type IncidentService, type PushedIncident } from '../calls/push.js'
import { request } from '../calls/registered.js'
import { CreatedAlertSchema, CreatedCaseSchema, CreatedCommentSchema } from './answers.js'

// Source: Kibana's stack_connectors/server/connector_types/thehive/thehive.ts, common/thehive/schema.ts

/** Configuration of a TheHive connector. */
const TheHiveConfigSchema = Type.Object({ url: Type.String(), organisation: nullableString })
/** Secrets of a TheHive connector. */
const TheHiveSecretsSchema = Type.Object({ apiKey: Type.String() })

const nullableNumber = NullByDefaultSchema(Type.Number())
const tags = NullByDefaultSchema(Type.Array(Type.String()))

const TheHivePushSchema = PushParamsSchema(
  { title: Type.String(), description: Type.String(), severity: nullableNumber, tlp: nullableNumber, tags },
)
const CreateAlertSchema = Type.Object({
  title: Type.String(),
  description: Type.String(),
  type: Type.String(),
  source: Type.String(),
  sourceRef: Type.String(),
  severity: nullableNumber,
  tlp: nullableNumber,
  tags,
  body: nullableString,
})
type TheHiveIncident = Omit<Static<typeof TheHivePushSchema>['incident'], 'externalId'>
type TheHiveSession = Session<Static<typeof TheHiveConfigSchema>, Static<typeof TheHiveSecretsSchema>>

const describeFailure = ({ data }: ServiceResponse) => `API Error: ${asRecord(data).type} - ${asRecord(data).message}`

const toCase = ({ title, description, tags, tlp, severity }: TheHiveIncident) => ({ title, description, tags, tlp, severity })

/** Client for TheHive's API, version 1. */
class TheHiveClient implements IncidentService<TheHiveIncident> {
  readonly #session: TheHiveSession

  constructor (session: TheHiveSession) {
    this.#session = session
  }

  * create (incident: TheHiveIncident) {
    const { _id: id, title, _createdAt } = yield * this.#call(
      { operation: 'createCase', method: 'POST', path: '/case', body: toCase(incident) }, CreatedCaseSchema,
    )
    return this.#pushed(id, title, _createdAt)
  }

  * update (id: string, incident: TheHiveIncident) {
    yield * this.#call({ operation: 'updateCase', id, method: 'PATCH', path: `/case/${id}`, body: toCase(incident) }, Type.Unknown())
    return this.#pushed(id, incident.title, this.#session.clock.milliseconds())
  }

  * comment ({ id, pushedDate }: PushedIncident, { comment }: { comment: string }) {
    yield * this.#call(
      { operation: 'addComment', id, method: 'POST', path: `/case/${id}/comment`, body: { message: comment } }, CreatedCommentSchema,
    )
    return pushedDate
  }

  * createAlert ({ body, ...alert }: Static<typeof CreateAlertSchema>) {
    yield * this.#call(
      { operation: 'createAlert', method: 'POST', path: '/alert', body: { ...alert, ...JSON.parse(body ?? '{}') } }, CreatedAlertSchema,
    )
    return {}
  }

  #pushed (id: string, title: string, date: number): PushedIncident {
    return { id, title, url: `${withoutTrailingSlash(this.#session.config.url)}/cases/${id}/details`, pushedDate: isoDate(date) }
  }

  #call<Answer extends TSchema> ({ operation, id, method, path, body }: ApiRequest, answerSchema: Answer) {
    const { config: { url, organisation }, secrets: { apiKey }, version } = this.#session
    const headers = { Authorization: `Bearer ${apiKey}`, ...(organisation !== null && { 'X-Organisation': organisation }) }
    return request({ operation, id, method, url: `${url}/api/v1${path}`, headers, body }, describeFailure, answerSchema, version)
  }
}

export const theHiveConnectorType = defineRegisteredConnectorType({
  id: '.thehive',
  name: 'TheHive',
  minimumLicense: 'platinum',
  featureIds: ['alerting', 'siem', 'uptime', 'cases'],
  config: TheHiveConfigSchema,
  secrets: TheHiveSecretsSchema,
  open: session => new TheHiveClient(session),
  subActions: {
    pushToService: { params: TheHivePushSchema, run: (client, params: Static<typeof TheHivePushSchema>) => pushToService(client, params) },
    createAlert: { params: CreateAlertSchema, run: (client, params: Static<typeof CreateAlertSchema>) => client.createAlert(params) },
  },
})
