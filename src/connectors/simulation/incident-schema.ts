import { Type, type Static } from '@sinclair/typebox'
import { IncidentAttributesSchema, IncidentCallSchema } from '../../documents/incident.js'

// A test generates these examples from the answers of a server

const RECORD = { connectorType: '.jira', systemUrl: 'https://jira.example.com' }
const PUSH = {
  action: 'create',
  at: '2025-06-01T10:00:00.000Z',
  connectorId: 'jira-1',
  space: 'default',
  caseId: 'case-1',
  incident: { summary: 'Login from two countries', priority: null, labels: [] },
  comments: [],
}
const INCIDENT = {
  id: '.jira https://jira.example.com 10000',
  space: 'default',
  connectorId: 'jira-1',
  ...RECORD,
  caseId: 'case-1',
  externalId: '10000',
  externalTitle: 'SOC-1',
  externalUrl: 'https://jira.example.com/browse/SOC-1',
  hasOwnUrl: false,
  planned: false,
  createdAt: '2025-06-01T10:00:00.000Z',
  updatedAt: '2025-06-01T10:00:00.000Z',
  fields: { summary: 'Login from two countries', labels: [] },
  comments: [],
  calls: [{
    ...PUSH,
    requests: [{
      method: 'POST',
      url: 'https://jira.example.com/rest/api/2/issue',
      body: { fields: { summary: 'Login from two countries', project: { key: 'SOC' } } },
      status: 201,
      answer: { id: '10000', key: 'SOC-1' },
    }],
    error: null,
  }],
}
const REFUSED = {
  ...RECORD,
  ...PUSH,
  requests: [{
    method: 'GET',
    url: 'https://jira.example.com/rest/api/2/issue/createmeta/SOC/issuetypes',
    status: 429,
    answer: { errorMessages: ['Rate limit exceeded.'], errors: {} },
  }],
  error: '[Action][Jira]: Unable to get issue types. Error: Request failed with status code 429. Reason: Rate limit exceeded.',
}

/** A record in an external system, with all pushes that reached it, oldest first. */
const IncidentSchema = Type.Object({
  id: Type.String({ description: 'the id of the record on this server' }),
  space: Type.String({ description: 'the id of the space of the push that created it' }),
  ...IncidentAttributesSchema.properties,
  calls: Type.Array(IncidentCallSchema, { description: 'the pushes that reached it, oldest first' }),
})
export type Incident = Static<typeof IncidentSchema>

/** Records in external systems. */
export const IncidentsSchema = Type.Object(
  { incidents: Type.Array(IncidentSchema, { description: 'the records, oldest first' }) }, { examples: [{ incidents: [INCIDENT] }] },
)

/** Selects incidents by connector, connector type, case, space, or the id and title in the external system. */
export const IncidentFilterSchema = Type.Object({
  connectorId: Type.Optional(Type.String({ description: 'only those reached through this connector', examples: ['jira-1'] })),
  connectorType: Type.Optional(Type.String({ description: 'only those of this connector type', examples: ['.jira'] })),
  caseId: Type.Optional(Type.String({ description: 'only those reached by pushes of this case', examples: ['case-1'] })),
  space: Type.Optional(Type.String({ description: 'only those reached from this space', examples: ['default'] })),
  externalId: Type.Optional(Type.String({ description: 'only the one with this id in its system', examples: ['10001'] })),
  externalTitle: Type.Optional(Type.String({ description: 'only the one with this title in its system', examples: ['SOC-1'] })),
}, { additionalProperties: false })
export type IncidentFilter = Static<typeof IncidentFilterSchema>

/** A push that failed before there was a record in the external system. */
const RefusedCallSchema = Type.Object({
  connectorType: Type.String({ description: 'the type of the connector' }),
  systemUrl: Type.String({ description: "the URL in the connector's config" }),
  ...IncidentCallSchema.properties,
})
export type RefusedCall = Static<typeof RefusedCallSchema>

/** Pushes that created no record. */
export const RefusedCallsSchema = Type.Object(
  { refused: Type.Array(RefusedCallSchema, { description: 'the pushes, oldest first' }) }, { examples: [{ refused: [REFUSED] }] },
)
