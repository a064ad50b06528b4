import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import { NullableSchema } from '../../decoding/limits.js'
import { In } from '../../versions/schema.js'
import type { Session } from '../connector-type.js'
import { ExtraFieldsSchema, PushParamsSchema } from '../calls/push.js'

// Source: Kibana's stack_connectors/server/connector_types/jira/{schema,api,index}.ts

/** Configuration of a Jira connector. */
export const JiraConfigSchema = Type.Object({ apiUrl: Type.String(), projectKey: Type.String() })

/** Secrets of a Jira connector. */
export const JiraSecretsSchema = Type.Object({ email: Type.String(), apiToken: Type.String() })

const LabelSchema = Type.String({ check: (label: string) => /\s/.test(label) ? `The label ${label} cannot contain spaces` : undefined })

const ownFields = {
  summary: Type.String(),
  description: nullableString,
  issueType: nullableString,
  priority: nullableString,
  labels: NullByDefaultSchema(Type.Array(LabelSchema)),
  parent: nullableString,
}

/** Parameters of a push to Jira. */
export const JiraPushSchema = PushParamsSchema({
  ...ownFields,
  // Optional although Kibana fills in null: before 9.3, pushes of a case do not send it, and a default would mean copying their params
  otherFields: Type.Optional(In({ since: '8.14' }, NullableSchema(
    ExtraFieldsSchema('otherFields', [...Object.keys(ownFields), 'externalId', 'otherFields']),
  ))),
})

/** The incident that a push sends to Jira. */
export type JiraIncident = Omit<Static<typeof JiraPushSchema>['incident'], 'externalId'>

/** Decoded configuration and secrets of a Jira connector. */
export type JiraSession = Session<Static<typeof JiraConfigSchema>, Static<typeof JiraSecretsSchema>>
