import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NewAlertSchema } from '../../alerts/new-alert.js'
import { answering, creating, doing } from '../route.js'
import { idParamsSchema } from '../schema.js'
import { ListedAlertSchema } from './alerts.js'

const AlertsSchema = Type.Object(
  { alerts: Type.Array(ListedAlertSchema, { description: 'the alerts, oldest first' }) },
  { examples: [{ alerts: ListedAlertSchema.examples }] },
)

export const alertRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/alerts', {
    schema: answering('listAlerts', 'List the alerts', AlertsSchema),
  }, async ({ instance }) => ({ alerts: instance.alerts.list() }))

  app.post('/alerts', {
    schema: creating('addAlert', 'Add an alert, completed as a rule of Elastic Security would write it', ListedAlertSchema, {
      body: NewAlertSchema,
    }),
  }, async ({ instance, body }, reply) => reply.code(201).send(instance.alerts.add(body)))

  app.delete('/alerts', {
    schema: doing('clearAlerts', 'Remove all alerts'),
  }, async ({ instance }, reply) => {
    instance.alerts.clear()
    return reply.code(204).send()
  })

  app.delete('/alerts/:id', {
    schema: doing('removeAlert', 'Remove an alert', { params: idParamsSchema('the id of the alert') }),
  }, async ({ instance, params }, reply) => {
    instance.alerts.remove(params.id)
    return reply.code(204).send()
  })
}
