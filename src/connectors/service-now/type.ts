import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import { defineUnionConnectorType, handshake } from '../sub-actions.js'
import { ExtraFieldsSchema, PushParamsSchema, pushToService } from '../calls/push.js'
import { In } from '../../versions/schema.js'
import { ServiceNowClient } from './client.js'
import { ServiceNowConfigSchema, ServiceNowSecretsSchema, type ServiceNowApplication } from './schema.js'
import { validateConfig, validateConnector, validateSecrets } from './validators.js'

const OWN_FIELDS = [
  'short_description', 'description', 'externalId', 'category', 'subcategory', 'correlation_id', 'correlation_display', 'additional_fields',
]

const commonFields = {
  short_description: Type.String(),
  description: nullableString,
  category: nullableString,
  subcategory: nullableString,
  correlation_id: Type.Union([Type.String(), Type.Null()], { default: '{{rule.id}}:{{alert.id}}' }),
  correlation_display: nullableString,
  additional_fields: In({ since: '8.15' }, NullByDefaultSchema(ExtraFieldsSchema('additional_fields', OWN_FIELDS))),
}
const observablesOrText = Type.Union([nullableString, NullByDefaultSchema(Type.Array(Type.String()))], { default: null })

const ItsmPushSchema = PushParamsSchema({ ...commonFields, severity: nullableString, urgency: nullableString, impact: nullableString })
const SirPushSchema = PushParamsSchema({
  ...commonFields,
  dest_ip: observablesOrText,
  malware_hash: observablesOrText,
  malware_url: observablesOrText,
  source_ip: observablesOrText,
  priority: nullableString,
})

type Fields = Readonly<Record<string, unknown>>
interface Push {
  readonly incident: Fields & { readonly externalId: string | null }, readonly comments: Static<typeof ItsmPushSchema>['comments'],
}

/** Pushes an incident to either application. A comment is another update, which repeats the incident. */
function pushIncident (client: ServiceNowClient, params: Push) {
  const { username } = client
  const { externalId, ...incident } = params.incident
  return pushToService<Fields>({
    create: () => client.create({ ...incident, caller_id: username, opened_by: username }),
    update: id => client.update(id, incident),
    * comment ({ id, pushedDate }, { comment }) {
      yield * client.update(id, { ...incident, work_notes: comment })
      return pushedDate
    },
  }, params)
}

const asList = (
  observables: string | string[] | null,
) => typeof observables === 'string' ? observables.split(/[ ,|\r\n\t]+/) : observables ?? []
const asText = (observables: string | string[] | null) => Array.isArray(observables) ? observables.join(',') : observables

/** Pushes an incident and its observables: as text in the incident over the table API, or in a separate call to the application. */
function * pushSecurityIncident (client: ServiceNowClient, { incident, comments }: Static<typeof SirPushSchema>) {
  const { usesTableApi } = client
  const { dest_ip, source_ip, malware_hash, malware_url } = incident
  const inIncident = (observables: string | string[] | null) => usesTableApi ? asText(observables) : null
  const pushed = yield * pushIncident(client, {
    incident: {
      ...incident,
      dest_ip: inIncident(dest_ip),
      malware_hash: inIncident(malware_hash),
      malware_url: inIncident(malware_url),
      source_ip: inIncident(source_ip),
    },
    comments,
  })
  const observables = [
    { type: 'ipv4-addr', values: [...asList(dest_ip), ...asList(source_ip)] },
    { type: 'SHA256', values: asList(malware_hash) },
    { type: 'URL', values: asList(malware_url) },
  ].flatMap(({ type, values }) => [...new Set(values)].filter(value => value !== '').map(value => ({ value, type })))
  if (!usesTableApi && observables.length > 0) yield * client.addObservables(pushed.id, observables)
  return pushed
}

const CloseSchema = Type.Object({ incident: Type.Object({ externalId: nullableString, correlation_id: commonFields.correlation_id }) })

const lookUps = {
  getFields: { params: Type.Object({}), run: (client: ServiceNowClient) => client.fields() },
  // Kibana accepts this sub-action and does nothing
  getIncident: { params: Type.Object({ externalId: Type.String() }), * run () { return {} } },
  handshake,
}
const getChoices = {
  params: Type.Object({ fields: Type.Array(Type.String()) }),
  run: (client: ServiceNowClient, { fields }: { fields: string[] }) => client.choices(fields),
}

const ITSM: ServiceNowApplication = { table: 'incident', importSetTable: 'x_elas2_inc_int_elastic_incident', scope: 'x_elas2_inc_int' }
const SIR: ServiceNowApplication = {
  table: 'sn_si_incident', importSetTable: 'x_elas2_sir_int_elastic_si_incident', scope: 'x_elas2_sir_int',
}

const common = {
  minimumLicense: 'platinum',
  config: ServiceNowConfigSchema,
  secrets: ServiceNowSecretsSchema,
  validateConfig,
  validateSecrets,
  validateConnector,
} as const

export const serviceNowItsmConnectorType = defineUnionConnectorType({
  ...common,
  id: '.servicenow',
  name: 'ServiceNow ITSM',
  featureIds: ['alerting', 'cases', 'uptime', 'siem'],
  open: session => new ServiceNowClient(session, ITSM),
  subActions: {
    ...lookUps,
    pushToService: { params: ItsmPushSchema, run: pushIncident },
    getChoices,
    closeIncident: {
      params: CloseSchema,
      run: (client, { incident }: Static<typeof CloseSchema>) => client.close(incident.externalId, incident.correlation_id),
    },
  },
})

export const serviceNowSirConnectorType = defineUnionConnectorType({
  ...common,
  id: '.servicenow-sir',
  name: 'ServiceNow SecOps',
  featureIds: ['alerting', 'cases', 'siem'],
  open: session => new ServiceNowClient(session, SIR),
  subActions: {
    ...lookUps,
    pushToService: { params: SirPushSchema, run: pushSecurityIncident },
    getChoices,
  },
})
