import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { route } from '../../kibana-http/route.js'
import { SearchAnswerSchema } from '../query/search-schema.js'
import { UpdateByQuerySchema } from '../update-by-query.js'
import { signalsAreVersioned } from '../versions.js'
import { securityAlertsAlias } from '../index-names.js'
import { alertsReadPrivileges, alertsWritePrivileges } from './privileges.js'
import { SecurityErrorBodySchema } from './errors.js'
import {
  AlertsIndexSchema, SearchSignalsBodySchema, SetSignalAssigneesBodySchema, SetSignalsStatusBodySchema, SetSignalTagsBodySchema,
} from './schema.js'
import { searchSignals } from './search.js'
import { setSignalAssignees, setSignalTags } from './set-list.js'
import { setSignalsStatus } from './set-status.js'

const common = {
  tag: 'alerts', versioned: signalsAreVersioned, checkedBy: 'security', payload: 'any', errors: SecurityErrorBodySchema,
} as const

/** Routes of Elastic Security for triaging alerts. Source: Kibana's security_solution/server/lib/detection_engine/routes/signals */
export const signalRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/detection_engine/signals/search', route({
    ...common,
    id: 'searchSignals',
    apiPrivileges: alertsReadPrivileges,
    summary: 'Search the alerts of Elastic Security in a space',
    description: "Takes the queries of Elasticsearch that known clients send, and answers in Elasticsearch's format.",
    body: SearchSignalsBodySchema,
    answer: SearchAnswerSchema,
  }), ({ scope, body }) => searchSignals(scope, body))

  app.post('/api/detection_engine/signals/status', route({
    ...common,
    id: 'setSignalsStatus',
    apiPrivileges: alertsWritePrivileges,
    summary: 'Set the status of alerts',
    description: 'By ids or by a query, in the space of the request. Fails on a version conflict, unless `conflicts` is `proceed`.',
    body: SetSignalsStatusBodySchema,
    answer: UpdateByQuerySchema,
  }), ({ scope, body }) => setSignalsStatus(scope, body))

  app.post('/api/detection_engine/signals/tags', route({
    ...common,
    id: 'setSignalTags',
    since: '8.9',
    apiPrivileges: alertsWritePrivileges,
    summary: 'Add and remove tags of alerts',
    description: 'Removals come first; a tag that is in both lists is refused.',
    body: SetSignalTagsBodySchema,
    answer: UpdateByQuerySchema,
  }), ({ scope, body }) => setSignalTags(scope, body))

  app.post('/api/detection_engine/signals/assignees', route({
    ...common,
    id: 'setSignalAssignees',
    since: '8.12',
    apiPrivileges: alertsWritePrivileges,
    summary: 'Add and remove assignees of alerts',
    description: 'Ids of user profiles, which need not exist.',
    body: SetSignalAssigneesBodySchema,
    answer: UpdateByQuerySchema,
  }), ({ scope, body }) => setSignalAssignees(scope, body))

  app.get('/api/detection_engine/index', route({
    ...common,
    checkedBy: 'core',
    id: 'getAlertsIndex',
    apiPrivileges: alertsReadPrivileges,
    summary: 'Read the name of the alerts index',
    description: 'The alias of the space; it exists in every space.',
    answer: AlertsIndexSchema,
  }), ({ scope: { space } }) => ({ name: securityAlertsAlias(space), index_mapping_outdated: false }))
}
