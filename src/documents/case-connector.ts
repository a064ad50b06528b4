import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { codecName } from '../decoding/codec-name.js'
import { In } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import { NullableSchema } from '../decoding/limits.js'

const nullableString = NullableSchema(Type.String())
const nullableBoolean = NullableSchema(Type.Boolean())

// The order of the keys is the order of the messages
export const JiraFieldsSchema = Type.Object({
  issueType: nullableString,
  priority: nullableString,
  parent: nullableString,
  otherFields: Type.Optional(In({ since: '9.3' }, nullableString)),
})
export const ResilientFieldsSchema = Type.Object({
  incidentTypes: NullableSchema(Type.Array(Type.String())),
  severityCode: nullableString,
  additionalFields: Type.Optional(In({ since: '9.2' }, nullableString)),
})
export const ServiceNowItsmFieldsSchema = Type.Object({
  impact: nullableString,
  severity: nullableString,
  urgency: nullableString,
  category: nullableString,
  subcategory: nullableString,
  additionalFields: Type.Optional(In({ since: '8.18' }, nullableString)),
})
export const ServiceNowSirFieldsSchema = Type.Object({
  category: nullableString,
  destIp: nullableBoolean,
  malwareHash: nullableBoolean,
  malwareUrl: nullableBoolean,
  priority: nullableString,
  sourceIp: nullableBoolean,
  subcategory: nullableString,
  additionalFields: Type.Optional(In({ since: '8.18' }, nullableString)),
})
export const SwimlaneFieldsSchema = Type.Object({ caseId: nullableString })
export const TheHiveFieldsSchema = Type.Object({ tlp: NullableSchema(Type.Number()) })

const ofType = <const Id extends string, Fields extends TSchema>(type: Id, fields: Fields) =>
  Type.Object({ type: Type.Literal(type), fields, name: Type.String() })

/** Kibana composes the codec of a connector from parts: before 8.5 the name separately, then the name with each type. */
function connectorCodec ({ allOf: [id, { anyOf }] }: TSchema, version: Version): string {
  const withoutName = ({ properties: { type, fields } }: TSchema) => codecName(Type.Object({ type, fields }), version)
  const types: string[] = anyOf.map(withoutName)
  const named = version.reaches('8.5')
    ? types.map(
      type => `(${type} & { name: string })`,
    ).join(' | ')
    : `{ name: string } & (${types.join(' | ')})`
  return `(${codecName(id, version)} & (${named}))`
}

/**
 * The `connector` of a case: the connector for pushes, and the fields of its external system.
 * Source: Kibana's cases/common/types/domain/connector/v1.ts
 */
export const CaseConnectorSchema = Type.Intersect([
  Type.Object({ id: Type.String() }),
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
], { codec: connectorCodec })
export type CaseConnector = Static<typeof CaseConnectorSchema>

export const NONE_CONNECTOR: CaseConnector = Object.freeze({ id: 'none', name: 'none', type: '.none', fields: null })

/**
 * The connector as recorded in activity: as sent, but with the id `none` instead of an empty one. Only the id is a reference there.
 * Source: Kibana's cases/server/services/user_actions/{abstract_builder,transform}.ts
 */
export function recordedConnector ({ id, name, type, fields }: CaseConnector): CaseConnector {
  return { id: id === '' ? NONE_CONNECTOR.id : id, name, type, fields } as CaseConnector
}

/**
 * The connector as stored and returned: with the id `none`, or without one, always the none connector, since
 * Kibana stores the id as a reference and has none for it.
 */
export function normalizeConnector (connector: CaseConnector): CaseConnector {
  const recorded = recordedConnector(connector)
  return recorded.id === NONE_CONNECTOR.id ? NONE_CONNECTOR : recorded
}
