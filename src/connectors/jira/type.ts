import { Type, type Static } from '@sinclair/typebox'
import { defineUnionConnectorType, handshake } from '../sub-actions.js'
import { JiraClient } from './client.js'
import { pushToService } from '../calls/push.js'
import { JiraConfigSchema, JiraSecretsSchema, JiraPushSchema } from './schema.js'

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
    getIncident: {
      params: Type.Object({ externalId: Type.String() }), run: (client, { externalId }: { externalId: string }) => client.issue(externalId),
    },
    handshake,
    pushToService: { params: JiraPushSchema, run: (client, params: Static<typeof JiraPushSchema>) => pushToService(client, params) },
    issueTypes: { params: noParams, run: client => client.issueTypes() },
    fieldsByIssueType: { params: withId, run: (client, { id }: { id: string }) => client.fieldsOf(id) },
    issues: { params: Type.Object({ title: Type.String() }), run: (client, { title }: { title: string }) => client.search(title) },
    issue: { params: withId, run: (client, { id }: { id: string }) => client.find(id) },
  },
})
