import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseSchema } from '../cases/case.js'
import { CaseParamsSchema } from '../cases/schema.js'
import { route } from '../kibana-http/route.js'
import { addObservable, addObservables } from './add.js'
import { removeObservable } from './remove.js'
import { AddObservableBodySchema, AddObservablesBodySchema, ObservableParamsSchema, UpdateObservableBodySchema } from './schema.js'
import { updateObservable } from './update.js'

/** Kibana serves these routes under the internal path only; the public path is an extension of this server. */
const PREFIXES = [
  { path: '/internal/cases/:case_id/observables', access: 'internal', suffix: 'Internal' },
  { path: '/api/cases/:case_id/observables', access: 'public', suffix: '' },
] as const

export const observableRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/internal/cases/:case_id/observables/_bulk_create', route({
    id: 'addObservables',
    summary: 'Add several observables',
    tag: 'observables',
    since: '9.2',
    access: 'internal',
    checkedBy: 'operation',
    params: CaseParamsSchema,
    body: AddObservablesBodySchema,
    answer: CaseSchema,
  }), request => addObservables(request.scope, request.params.case_id, request.body))

  for (const { path, access, suffix } of PREFIXES) {
    // The operations decode the bodies, since the license is checked first and decoding errors have their own text
    const common = { tag: 'observables', since: '8.18', access, checkedBy: 'operation' } as const

    app.post(path,
      route({
        ...common,
        id: `addObservable${suffix}`,
        summary: 'Add an observable',
        params: CaseParamsSchema,
        body: AddObservableBodySchema,
        answer: CaseSchema,
      }),
      request => addObservable(request.scope, request.params.case_id, request.body))

    app.patch(`${path}/:observable_id`, route({
      ...common,
      id: `updateObservable${suffix}`,
      summary: 'Change an observable',
      params: ObservableParamsSchema,
      body: UpdateObservableBodySchema,
      answer: CaseSchema,
    }), request => updateObservable(request.scope, request.params.case_id, request.params.observable_id, request.body))

    app.delete(`${path}/:observable_id`, route({
      ...common, id: `deleteObservable${suffix}`, summary: 'Delete an observable', params: ObservableParamsSchema,
    }), request => {
      removeObservable(request.scope, request.params.case_id, request.params.observable_id)
      return null
    })
  }
}
