import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseParamsSchema } from '../cases/schema.js'
import { route } from '../kibana-http/route.js'
import { CaseConnectorsSchema, getCaseConnectors } from './connectors.js'
import { FindUserActionsQuerySchema } from './find.js'
import { findUserActionsWithAttachments, FoundWithAttachmentsSchema } from './find-with-attachments.js'
import { listTypes } from './list-types.js'
import { getUserActionStats, UserActionStatsSchema } from './stats.js'
import { CaseUsersSchema, getCaseUsers } from './users.js'

const common = { tag: 'activity', access: 'internal', since: '8.7', params: CaseParamsSchema } as const

export const internalActivityRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/internal/cases/:case_id/user_actions/_find', route({
    ...common,
    id: 'findCaseActivityWithAttachments',
    summary: 'Find the activity of a case, with the attachments it refers to',
    prepare: listTypes,
    query: FindUserActionsQuerySchema,
    answer: FoundWithAttachmentsSchema,
  }), request => findUserActionsWithAttachments(request.scope, request.params.case_id, request.query))

  app.get('/internal/cases/:case_id/user_actions/_stats',
    route({
      ...common, id: 'getCaseActivityStats', summary: 'Count the activity of a case', answer: UserActionStatsSchema,
    }), request => getUserActionStats(request.scope, request.params.case_id))

  app.get('/internal/cases/:case_id/_users',
    route({
      ...common, id: 'getCaseUsers', summary: 'List the users of a case', answer: CaseUsersSchema,
    }), request => getCaseUsers(request.scope, request.params.case_id))

  app.get('/internal/cases/:case_id/_connectors',
    route({
      ...common, id: 'getCaseConnectors', summary: 'List the connectors of a case, with their pushes', answer: CaseConnectorsSchema,
    }), request => getCaseConnectors(request.scope, request.params.case_id))
}
