import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseSchema } from '../cases/case.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { addObservable } from './add.js'
import { removeObservable } from './remove.js'
import { AddObservableBodySchema, ObservableParamsSchema, ObservablesParamsSchema, UpdateObservableBodySchema } from './schema.js'
import { updateObservable } from './update.js'

/** The operations decode: the license comes before that, and what fails is told in their words. */
const validatorCompiler = () => (value: unknown) => ({ value })

/** In 9.1 these routes are internal; later versions serve them under the public path too, and so do we. */
const PREFIXES = [
  { path: '/internal/cases/:case_id/observables', access: 'internal', suffix: 'Internal' },
  { path: '/api/cases/:case_id/observables', access: 'public', suffix: '' },
] as const

export const observableRoutes: FastifyPluginAsyncTypebox = async app => {
  for (const { path, access, suffix } of PREFIXES) {
    app.post(path, {
      config: { access },
      validatorCompiler,
      schema: { operationId: `addObservable${suffix}`, tags: ['observables'], params: ObservablesParamsSchema, body: AddObservableBodySchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
    }, request => addObservable(request.scope, request.params.case_id, request.body))

    app.patch(`${path}/:observable_id`, {
      config: { access },
      validatorCompiler,
      schema: { operationId: `updateObservable${suffix}`, tags: ['observables'], params: ObservableParamsSchema, body: UpdateObservableBodySchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
    }, request => updateObservable(request.scope, request.params.case_id, request.params.observable_id, request.body))

    app.delete(`${path}/:observable_id`, {
      config: { access },
      schema: { operationId: `deleteObservable${suffix}`, tags: ['observables'], params: ObservableParamsSchema, response: { 204: Type.Null(), '4xx': ErrorBodySchema } },
    }, async (request, reply) => {
      removeObservable(request.scope, request.params.case_id, request.params.observable_id)
      return reply.code(204).send(null)
    })
  }
}
