import { Type, type Static, type TObject, type TProperties, type TSchema } from '@sinclair/typebox'
import { codecName } from '../decoding/codec-name.js'
import { Formerly, In } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import { NullableSchema } from '../decoding/limits.js'
import { connectorTypesHaveNames } from './versions.js'

const nullableString = (description: string) => NullableSchema(Type.String(), { description })
const nullableBoolean = (description: string) => NullableSchema(Type.Boolean(), { description })

const FurtherFieldsSchema = nullableString('further fields, as JSON in a string')

/** Fields of an external system. Before 8.9, Kibana kept unknown ones. */
const fieldsSchema = <Properties extends TProperties>(properties: Properties): TObject<Properties> =>
  Formerly([{ until: '8.9', schema: Type.Object(properties, { additionalProperties: true }) }], Type.Object(properties))

// The order of the keys is the order of the messages
const JiraFieldsSchema = fieldsSchema({
  issueType: nullableString('the id of the issue type'),
  priority: nullableString('the name of the priority'),
  parent: nullableString('the key of the parent issue'),
  otherFields: Type.Optional(In({ since: '9.3' }, FurtherFieldsSchema)),
})
const ResilientFieldsSchema = fieldsSchema({
  incidentTypes: NullableSchema(Type.Array(Type.String()), { description: 'the ids of the incident types' }),
  severityCode: nullableString('the id of the severity'),
  additionalFields: Type.Optional(In({ since: '9.2' }, FurtherFieldsSchema)),
})
const ServiceNowItsmFieldsSchema = fieldsSchema({
  impact: nullableString('the impact, by its value in ServiceNow'),
  severity: nullableString('the severity, by its value in ServiceNow'),
  urgency: nullableString('the urgency, by its value in ServiceNow'),
  category: nullableString('the category, by its value in ServiceNow'),
  subcategory: nullableString('the subcategory, by its value in ServiceNow'),
  additionalFields: Type.Optional(In({ since: '8.18' }, FurtherFieldsSchema)),
})
const ServiceNowSirFieldsSchema = fieldsSchema({
  category: nullableString('the category, by its value in ServiceNow'),
  destIp: nullableBoolean('whether the destination IPs of the alerts are sent'),
  malwareHash: nullableBoolean('whether the file hashes of the alerts are sent'),
  malwareUrl: nullableBoolean('whether the URLs of the alerts are sent'),
  priority: nullableString('the priority, by its value in ServiceNow'),
  sourceIp: nullableBoolean('whether the source IPs of the alerts are sent'),
  subcategory: nullableString('the subcategory, by its value in ServiceNow'),
  additionalFields: Type.Optional(In({ since: '8.18' }, FurtherFieldsSchema)),
})
const SwimlaneFieldsSchema = fieldsSchema({
  caseId: nullableString('the value of the case id field in Swimlane; the id of the case if `fields` is null'),
})
const TheHiveFieldsSchema = fieldsSchema({
  tlp: NullableSchema(Type.Number(), { description: 'the traffic light protocol: 0 to 4 for clear, green, amber, amber+strict, red' }),
})

const ofType = <const Id extends string, Fields extends TSchema>(type: Id, fields: Fields) =>
  Type.Object({
    type: Type.Literal(type, { description: 'the connector type; `.none` for no connector' }),
    fields: { ...fields, description: "fields of the external system; null for that system's defaults" },
    name: Type.String({ description: 'the name of the connector' }),
  })

/** The codec name of a connector, composed from parts as in Kibana: before 8.5, `name` is a separate part; later, it is in each type. */
function connectorCodec ({ allOf: [id, { anyOf }] }: TSchema, version: Version): string {
  const withoutName = ({ properties: { type, fields } }: TSchema) => codecName(Type.Object({ type, fields }), version)
  const types: string[] = anyOf.map(withoutName)
  const name = codecName(Type.Object({ name: Type.String() }), version)
  const named = connectorTypesHaveNames(version)
    ? types.map(type => `(${type} & ${name})`).join(' | ')
    : `${name} & (${types.join(' | ')})`
  return `(${codecName(id, version)} & (${named}))`
}

/**
 * The `connector` of a case: the connector for pushes, and the fields of its external system.
 * Source: Kibana's cases/common/types/domain/connector/v1.ts
 */
export const CaseConnectorSchema = Type.Intersect([
  Type.Object({ id: Type.String({ description: 'the id of the connector; `none` for no connector' }) }),
  Type.Union([
    In({ since: '8.4' }, ofType('.cases-webhook', Type.Null())),
    ofType('.jira', NullableSchema(JiraFieldsSchema)),
    ofType('.none', Type.Null()),
    ofType('.resilient', NullableSchema(ResilientFieldsSchema)),
    ofType('.servicenow', NullableSchema(ServiceNowItsmFieldsSchema)),
    ofType('.servicenow-sir', NullableSchema(ServiceNowSirFieldsSchema)),
    ofType('.swimlane', NullableSchema(SwimlaneFieldsSchema)),
    In({ since: '8.16' }, ofType('.thehive', NullableSchema(TheHiveFieldsSchema))),
  ]),
], {
  codec: connectorCodec,
  description: 'the connector for pushes, and the fields of its external system',
  examples: [{ id: 'none', name: 'none', type: '.none', fields: null }],
})
export type CaseConnector = Static<typeof CaseConnectorSchema>

/** The connector in responses: its keys are in the order of the parts of Kibana's codec; before 8.9, they were as in a request. */
export const AnsweredConnectorSchema: typeof CaseConnectorSchema =
  { ...CaseConnectorSchema, formerOrder: { until: '8.9', keys: ['id', 'name', 'type', 'fields'] } }

export const NONE_CONNECTOR: CaseConnector = Object.freeze({ id: 'none', type: '.none', fields: null, name: 'none' })

/**
 * The connector as recorded in activity: as sent, but with the id `none` instead of an empty one. Only the id is a reference there.
 * Source: Kibana's cases/server/services/user_actions/{abstract_builder,transform}.ts
 */
export function recordedConnector ({ id, name, type, fields }: CaseConnector): CaseConnector {
  return { id: id === '' ? NONE_CONNECTOR.id : id, name, type, fields } as CaseConnector
}

/**
 * The connector as stored and returned. Without an id, or with the id `none`, it is always the none connector, since
 * Kibana stores the id as a reference.
 */
export function normalizeConnector (connector: CaseConnector): CaseConnector {
  const { id, name, type, fields } = recordedConnector(connector)
  return id === NONE_CONNECTOR.id ? NONE_CONNECTOR : { id, type, fields, name } as CaseConnector
}
