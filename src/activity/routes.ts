import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { CaseParamsSchema } from '../cases/schema.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { CaseConnectorsSchema, getCaseConnectors } from './connectors.js'
import { findUserActions, FindUserActionsQuerySchema, FoundUserActionsSchema } from './find.js'
import { findUserActionsWithAttachments, FoundWithAttachmentsSchema } from './find-with-attachments.js'
import { getUserActionStats, UserActionStatsSchema } from './stats.js'
import { CaseUsersSchema, getCaseUsers } from './users.js'

/** One type is a text in a query, several are a list; Kibana makes a list of both before it decodes. */
const listTypes = async ({ query }: FastifyRequest) => {
  const { types } = query as { types?: unknown }
  if (types !== undefined) Object.assign(query as object, { types: [types].flat() })
}

export const activityRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/cases/:case_id/user_actions/_find', {
    config: { access: 'public' },
    preValidation: listTypes,
    schema: { operationId: 'findCaseActivity', tags: ['activity'], params: CaseParamsSchema, querystring: FindUserActionsQuerySchema, response: { 200: FoundUserActionsSchema, '4xx': ErrorBodySchema } },
  }, request => findUserActions(request.scope, request.params.case_id, request.query))

  app.get('/internal/cases/:case_id/user_actions/_find', {
    config: { access: 'internal' },
    preValidation: listTypes,
    schema: { operationId: 'findCaseActivityWithAttachments', tags: ['activity'], params: CaseParamsSchema, querystring: FindUserActionsQuerySchema, response: { 200: FoundWithAttachmentsSchema, '4xx': ErrorBodySchema } },
  }, request => findUserActionsWithAttachments(request.scope, request.params.case_id, request.query))

  app.get('/internal/cases/:case_id/user_actions/_stats', {
    config: { access: 'internal' },
    schema: { operationId: 'getCaseActivityStats', tags: ['activity'], params: CaseParamsSchema, response: { 200: UserActionStatsSchema, '4xx': ErrorBodySchema } },
  }, request => getUserActionStats(request.scope, request.params.case_id))

  app.get('/internal/cases/:case_id/_users', {
    config: { access: 'internal' },
    schema: { operationId: 'getCaseUsers', tags: ['activity'], params: CaseParamsSchema, response: { 200: CaseUsersSchema, '4xx': ErrorBodySchema } },
  }, request => getCaseUsers(request.scope, request.params.case_id))

  app.get('/internal/cases/:case_id/_connectors', {
    config: { access: 'internal' },
    schema: { operationId: 'getCaseConnectors', tags: ['activity'], params: CaseParamsSchema, response: { 200: CaseConnectorsSchema, '4xx': ErrorBodySchema } },
  }, request => getCaseConnectors(request.scope, request.params.case_id))
}
