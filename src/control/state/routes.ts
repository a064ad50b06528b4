import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { healthOf, HealthSchema } from '../health.js'
import { answering, creating, doing } from '../route.js'
import { idParamsSchema } from '../schema.js'
import { StateSchema } from '../../state/schema.js'

const SnapshotSchema = Type.Object({ id: Type.String({ description: 'the id of the snapshot' }) })
const SnapshotBodySchema = Type.Object(
  { id: Type.Optional(Type.String({ minLength: 1, description: 'generated if absent; an older snapshot with this id is replaced' })) },
)
// The operations check states themselves, for callers in the same process too
const checkedLater = () => () => true

/** The documents of an instance: reading, replacing, adding, resetting, snapshots. */
export const stateRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/health', {
    config: { isOpen: true },
    schema: answering('getHealth', 'Check that the server is up; works without the control token', HealthSchema),
  }, async ({ instance }) => healthOf(instance.kibana))

  app.post('/reset', {
    schema: doing('reset', 'Return to the state at the start: documents, ids, license, clock, faults, failures, stubs, request log'),
  }, async ({ instance }, reply) => {
    instance.reset()
    return reply.code(204).send()
  })

  app.get('/state', {
    schema: answering('exportState', 'Export everything that the instance holds, without secrets', StateSchema),
  }, async ({ instance }) => instance.exportState())

  app.put('/state', {
    validatorCompiler: checkedLater,
    schema: doing('importState', 'Replace everything that the instance holds', { body: StateSchema }),
  }, async ({ instance, body }, reply) => {
    instance.importState(body)
    return reply.code(204).send()
  })

  app.post('/seed', {
    validatorCompiler: checkedLater,
    schema: doing('seed', 'Add documents', { body: StateSchema }),
  }, async ({ instance, body }, reply) => {
    instance.seed(body)
    return reply.code(204).send()
  })

  app.get('/snapshots', {
    schema: answering('listSnapshots', 'List the snapshots', Type.Object({ snapshots: Type.Array(SnapshotSchema, { description: 'the snapshots that are kept, oldest first' }) })),
  }, async ({ instance }) => ({ snapshots: instance.snapshots.list() }))

  app.post('/snapshots', {
    schema: creating('takeSnapshot', 'Take a snapshot, in constant time', SnapshotSchema, { body: Type.Optional(SnapshotBodySchema) }),
  }, async ({ instance, body }, reply) => reply.code(201).send({ id: instance.snapshots.add(body?.id).id }))

  app.post('/snapshots/:id/restore', {
    schema: doing('restoreSnapshot', 'Return to a snapshot, in constant time', { params: idParamsSchema('the id of the snapshot') }),
  }, async ({ instance, params }, reply) => {
    instance.restore(params.id)
    return reply.code(204).send()
  })

  app.delete('/snapshots', {
    schema: doing('clearSnapshots', 'Forget all snapshots'),
  }, async ({ instance }, reply) => {
    instance.snapshots.clear()
    return reply.code(204).send()
  })

  app.delete('/snapshots/:id', {
    schema: doing('removeSnapshot', 'Forget a snapshot', { params: idParamsSchema('the id of the snapshot') }),
  }, async ({ instance, params }, reply) => {
    instance.snapshots.remove(params.id)
    return reply.code(204).send()
  })
}
