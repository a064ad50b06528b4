import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { NullableSchema } from '../../decoding/limits.js'
import { defineUnionConnectorType, type Session } from '../connector-type.js'
import { JiraClient } from './client.js'
import { ExtraFieldsSchema, PushParamsSchema, pushToService } from '../calls/push.js'

// Source: Kibana's stack_connectors/server/connector_types/jira/{schema,api,index}.ts

export const JiraConfigSchema = Type.Object({ apiUrl: Type.String(), projectKey: Type.String() })
export const JiraSecretsSchema = Type.Object({ email: Type.String(), apiToken: Type.String() })

const nullableString = NullByDefaultSchema(Type.String())
const LabelSchema = Type.String({ check: (label: string) => /\s/.test(label) ? `The label ${label} cannot contain spaces` : undefined })
const ownFields = {
  summary: Type.String(),
  description: nullableString,
  issueType: nullableString,
  priority: nullableString,
  labels: NullByDefaultSchema(Type.Array(LabelSchema)),
  parent: nullableString,
}
const JiraPushSchema = PushParamsSchema({
  ...ownFields,
  // Left out by every push of a case, which need not be made anew for it
  otherFields: Type.Optional(NullableSchema(ExtraFieldsSchema('otherFields', [...Object.keys(ownFields), 'externalId', 'otherFields']))),
})
export type JiraIncident = Omit<Static<typeof JiraPushSchema>['incident'], 'externalId'>
export type JiraSession = Session<Static<typeof JiraConfigSchema>, Static<typeof JiraSecretsSchema>>

const noParams = Type.Object({})
const withId = Type.Object({ id: Type.String() })

export const jiraConnectorType = defineUnionConnectorType({
  id: '.jira',
  name: 'Jira',
  minimumLicense: 'gold',
  featureIds: ['alerting', 'cases', 'uptime', 'siem'],
  config: JiraConfigSchema,
  secrets: JiraSecretsSchema,
  open: session => new JiraClient(session),
  subActions: {
    getFields: { params: noParams, run: client => client.commonFields() },
    getIncident: { params: Type.Object({ externalId: Type.String() }), run: (client, { externalId }: { externalId: string }) => client.issue(externalId) },
    handshake: { params: noParams, run: () => { throw new Error('[Action][ExternalService] subAction handshake not implemented.') } },
    pushToService: { params: JiraPushSchema, run: (client, params: Static<typeof JiraPushSchema>) => pushToService(client, params) },
    issueTypes: { params: noParams, run: client => client.issueTypes() },
    fieldsByIssueType: { params: withId, run: (client, { id }: { id: string }) => client.fieldsOf(id) },
    issues: { params: Type.Object({ title: Type.String() }), run: (client, { title }: { title: string }) => client.search(title) },
    issue: { params: withId, run: (client, { id }: { id: string }) => client.find(id) },
  },
})
