import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NotFoundError } from '../errors.js'
import { ControlErrorSchema, NothingSchema } from '../schema.js'
import { StateSchema } from '../../state/schema.js'

const SnapshotSchema = Type.Object({ id: Type.String() })
// The operations check states themselves, for callers in the same process too
const checkedLater = () => () => true

/** What the server holds: read, replaced, added to, put back. */
export const stateRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/health', {
    schema: { operationId: 'getHealth', tags: ['control'], response: { 200: Type.Object({ status: Type.Literal('ok'), kibanaVersion: Type.String(), now: Type.String() }), '4xx': ControlErrorSchema } },
  }, async ({ instance }) => ({ status: 'ok' as const, kibanaVersion: instance.kibana.settings.kibanaVersion, now: instance.clock.iso() }))

  app.post('/reset', {
    schema: { operationId: 'reset', tags: ['control'], response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance }, reply) => {
    instance.reset()
    return reply.code(204).send()
  })

  app.get('/state', {
    schema: { operationId: 'exportState', tags: ['control'], response: { 200: StateSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance }) => instance.exportState())

  app.put('/state', {
    validatorCompiler: checkedLater,
    schema: { operationId: 'importState', tags: ['control'], body: StateSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }, reply) => {
    instance.importState(body)
    return reply.code(204).send()
  })

  app.post('/seed', {
    validatorCompiler: checkedLater,
    schema: { operationId: 'seed', tags: ['control'], body: StateSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }, reply) => {
    instance.seed(body)
    return reply.code(204).send()
  })

  app.get('/snapshots', {
    schema: { operationId: 'listSnapshots', tags: ['control'], response: { 200: Type.Object({ snapshots: Type.Array(SnapshotSchema) }), '4xx': ControlErrorSchema } },
  }, async ({ instance }) => ({ snapshots: instance.snapshots.list() }))

  app.post('/snapshots', {
    schema: { operationId: 'takeSnapshot', tags: ['control'], body: Type.Optional(Type.Object({ id: Type.Optional(Type.String({ minLength: 1 })) })), response: { 201: SnapshotSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }, reply) => {
    const { id } = instance.snapshots.keep(body?.id)
    return reply.code(201).send({ id })
  })

  app.post('/snapshots/:id/restore', {
    schema: { operationId: 'restoreSnapshot', tags: ['control'], params: SnapshotSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, params }, reply) => {
    instance.restore(params.id)
    return reply.code(204).send()
  })

  app.delete('/snapshots/:id', {
    schema: { operationId: 'forgetSnapshot', tags: ['control'], params: SnapshotSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, params }, reply) => {
    if (!instance.snapshots.forget(params.id)) throw new NotFoundError('snapshot', params.id)
    return reply.code(204).send()
  })
}
