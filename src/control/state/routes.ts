import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { healthOf, HealthSchema } from '../health.js'
import { answering, creating, doing } from '../route.js'
import { idParamsSchema } from '../schema.js'
import { NewSnapshotSchema } from '../../state/snapshots.js'
import { StateSchema } from '../../state/schema.js'
import { FixtureNameSchema } from '../../state/seed.js'

const SNAPSHOT = { id: 'after-login' }
const SnapshotSchema = Type.Object({ id: Type.String({ description: 'the id of the snapshot' }) }, { examples: [SNAPSHOT] })
const SnapshotsSchema = Type.Object(
  { snapshots: Type.Array(SnapshotSchema, { description: 'the stored snapshots, oldest first' }) },
  { examples: [{ snapshots: [SNAPSHOT] }] },
)
const ExportedStateSchema = {
  ...StateSchema,
  examples: [{
    format: 1,
    license: 'trial',
    spaces: [{ id: 'default', version: 'WzAsMV0=', name: 'Default', color: '#00bfb3', disabledFeatures: [], _reserved: true }],
    cases: [{
      id: 'case-1',
      space: 'default',
      owner: 'cases',
      title: 'Login from two countries',
      status: 'open',
      severity: 'low',
      connector: { id: 'none', name: 'none', type: '.none', fields: null },
      created_at: '2025-06-01T10:00:00.000Z',
      created_by: { username: 'elastic', full_name: null, email: null },
    }],
    userActions: [{
      case_id: 'case-1',
      type: 'create_case',
      action: 'create',
      created_at: '2025-06-01T10:00:00.000Z',
      payload: { title: 'Login from two countries' },
    }],
  }],
}
const AddedStateSchema = Type.Union([StateSchema, FixtureNameSchema], {
  examples: [{ cases: [{ title: 'Phishing mail', severity: 'high' }] }],
})
// The operations check states themselves, because the handle calls them too
const checkedLater = () => () => true

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
    schema: answering('exportState', 'Export all documents and the license, without secrets', ExportedStateSchema),
  }, async ({ instance }) => instance.exportState())

  app.put('/state', {
    validatorCompiler: checkedLater,
    schema: doing('importState', 'Replace all documents', { body: StateSchema }),
  }, async ({ instance, body }, reply) => {
    instance.importState(body)
    return reply.code(204).send()
  })

  app.post('/seed', {
    validatorCompiler: checkedLater,
    schema: doing('seed', 'Add documents: a state, or a fixture by its name', { body: AddedStateSchema }),
  }, async ({ instance, body }, reply) => {
    instance.seed(body)
    return reply.code(204).send()
  })

  app.get('/snapshots', {
    schema: answering('listSnapshots', 'List the snapshots', SnapshotsSchema),
  }, async ({ instance }) => ({ snapshots: instance.snapshots.list() }))

  app.post('/snapshots', {
    schema: creating('takeSnapshot', 'Take a snapshot, in constant time', SnapshotSchema, { body: Type.Optional(NewSnapshotSchema) }),
  }, async ({ instance, body }, reply) => reply.code(201).send({ id: instance.snapshots.add(body).id }))

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
