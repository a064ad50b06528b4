import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { UnknownThing } from '../errors.js'
import { ControlErrorSchema, NothingSchema } from '../schema.js'
import { StateSchema } from '../../state/schema.js'

const SnapshotSchema = Type.Object({ id: Type.String() })
// The operations check states themselves, for callers in the same process too
const checkedLater = () => () => true

/** What the server holds: read, replaced, added to, put back. */
export const stateRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/health', {
    schema: { operationId: 'getHealth', tags: ['control'], response: { 200: Type.Object({ status: Type.Literal('ok'), kibanaVersion: Type.String(), now: Type.String() }), '4xx': ControlErrorSchema } },
  }, async ({ control }) => ({ status: 'ok' as const, kibanaVersion: control.kibana.settings.kibanaVersion, now: control.clock.iso() }))

  app.post('/reset', {
    schema: { operationId: 'reset', tags: ['control'], response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ control }, reply) => {
    control.reset()
    return reply.code(204).send()
  })

  app.get('/state', {
    schema: { operationId: 'exportState', tags: ['control'], response: { 200: StateSchema, '4xx': ControlErrorSchema } },
  }, async ({ control }) => control.exportState())

  app.put('/state', {
    validatorCompiler: checkedLater,
    schema: { operationId: 'importState', tags: ['control'], body: StateSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ control, body }, reply) => {
    control.importState(body)
    return reply.code(204).send()
  })

  app.post('/seed', {
    validatorCompiler: checkedLater,
    schema: { operationId: 'seed', tags: ['control'], body: StateSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ control, body }, reply) => {
    control.seed(body)
    return reply.code(204).send()
  })

  app.get('/snapshots', {
    schema: { operationId: 'listSnapshots', tags: ['control'], response: { 200: Type.Object({ snapshots: Type.Array(SnapshotSchema) }), '4xx': ControlErrorSchema } },
  }, async ({ control }) => ({ snapshots: control.snapshots.list() }))

  app.post('/snapshots', {
    schema: { operationId: 'takeSnapshot', tags: ['control'], body: Type.Optional(Type.Object({ id: Type.Optional(Type.String({ minLength: 1 })) })), response: { 201: SnapshotSchema, '4xx': ControlErrorSchema } },
  }, async ({ control, body }, reply) => {
    const { id } = control.snapshots.keep(body?.id)
    return reply.code(201).send({ id })
  })

  app.post('/snapshots/:id/restore', {
    schema: { operationId: 'restoreSnapshot', tags: ['control'], params: SnapshotSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ control, params }, reply) => {
    control.restore(params.id)
    return reply.code(204).send()
  })

  app.delete('/snapshots/:id', {
    schema: { operationId: 'forgetSnapshot', tags: ['control'], params: SnapshotSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ control, params }, reply) => {
    if (!control.snapshots.forget(params.id)) throw new UnknownThing('snapshot', params.id)
    return reply.code(204).send()
  })
}
