import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema } from '../../decoding/config-schema.js'
import { NullableSchema } from '../../decoding/limits.js'
import type { Session } from '../connector-type.js'
import { ExtraFieldsSchema, PushParamsSchema } from '../calls/push.js'

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

export const JiraPushSchema = PushParamsSchema({
  ...ownFields,
  // Left out by every push of a case, which need not be made anew for it
  otherFields: Type.Optional(NullableSchema(ExtraFieldsSchema('otherFields', [...Object.keys(ownFields), 'externalId', 'otherFields']))),
})

export type JiraIncident = Omit<Static<typeof JiraPushSchema>['incident'], 'externalId'>

export type JiraSession = Session<Static<typeof JiraConfigSchema>, Static<typeof JiraSecretsSchema>>
