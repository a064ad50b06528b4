import { Type, type Static } from '@sinclair/typebox'
import type { CaseConnector } from '../documents/case-connector.js'
import { StringEnumSchema } from '../decoding/limits.js'

export const MappingSchema = Type.Object({
  action_type: StringEnumSchema(['append', 'nothing', 'overwrite']),
  source: StringEnumSchema(['title', 'description', 'comments', 'tags']),
  target: Type.String(),
})
export type Mapping = Static<typeof MappingSchema>

const overwrite = (source: Mapping['source'], target: string): Mapping => ({ action_type: 'overwrite', source, target })
const append = (source: Mapping['source'], target: string): Mapping => ({ action_type: 'append', source, target })

const SERVICENOW = [overwrite('title', 'short_description'), overwrite('description', 'description'), append('comments', 'work_notes')]

/**
 * Maps case fields to fields of the external system, per connector type. Kibana displays the mapping; a push uses only the target
 * names of title and description.
 * Source: Kibana's cases/server/connectors/{jira,resilient,servicenow,swimlane,thehive}/mapping.ts
 */
export const MAPPINGS: Readonly<Record<CaseConnector['type'], readonly Mapping[]>> = {
  '.none': [],
  '.cases-webhook': [],
  '.jira': [
    overwrite('title', 'summary'), overwrite('description', 'description'), overwrite('tags', 'labels'), append('comments', 'comments'),
  ],
  '.servicenow': SERVICENOW,
  '.servicenow-sir': SERVICENOW,
  '.resilient': [overwrite('title', 'name'), overwrite('description', 'description'), append('comments', 'comments')],
  '.swimlane': [overwrite('title', 'caseName'), overwrite('description', 'description'), append('comments', 'comments')],
  '.thehive': [
    overwrite('title', 'title'), overwrite('description', 'description'), overwrite('tags', 'tags'), append('comments', 'comments'),
  ],
}
