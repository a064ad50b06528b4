import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseParamsSchema } from '../cases/schema.js'
import { route } from '../kibana-http/route.js'
import { findUserActions, FindUserActionsQuerySchema, FoundUserActionsSchema } from './find.js'
import type { FirstUserAction } from './first-form.js'
import { getAllUserActions, OldUserActionSchema, type OldUserAction } from './get-all.js'
import { listTypes } from './list-types.js'

export const activityRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/cases/:case_id/user_actions', route({
    id: 'getAllCaseActivity',
    summary: 'List the activity of a case',
    tag: 'activity',
    until: '9.0',
    deprecated: 'announced',
    params: CaseParamsSchema,
    answer: Type.Unsafe<OldUserAction[] | FirstUserAction[]>(Type.Array(OldUserActionSchema)),
  }), request => getAllUserActions(request.scope, request.params.case_id))

  app.get('/api/cases/:case_id/user_actions/_find', route({
    id: 'findCaseActivity',
    summary: 'Find the activity of a case',
    tag: 'activity',
    since: '8.7',
    prepare: listTypes,
    params: CaseParamsSchema,
    query: FindUserActionsQuerySchema,
    answer: FoundUserActionsSchema,
  }), request => findUserActions(request.scope, request.params.case_id, request.query))
}
