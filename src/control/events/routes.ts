import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { sendEventStream } from '../event-stream.js'
import { ControlErrorSchema, EventStreamSchema, NothingSchema } from '../schema.js'
import { EventTypeSchema } from './event.js'
import { ListedWebhookSchema, WebhookSchema } from './webhooks.js'

const EventsQuerySchema = Type.Object({
  /** Which events; all when left out. */
  type: Type.Optional(Type.Union([EventTypeSchema, Type.Array(EventTypeSchema)])),
}, { additionalProperties: false })

/** What happens to cases, told to whoever wants to know. */
export const eventRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/events', {
    schema: { operationId: 'followEvents', tags: ['control'], querystring: EventsQuerySchema, response: { 200: EventStreamSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance: { events, closing }, query: { type } }, reply) =>
    sendEventStream(reply, closing, send => events.on(type ?? '*', event => send(event.type, event))))

  app.get('/webhooks', {
    schema: { operationId: 'listWebhooks', tags: ['control'], response: { 200: Type.Object({ webhooks: Type.Array(ListedWebhookSchema) }), '4xx': ControlErrorSchema } },
  }, async ({ instance }) => ({ webhooks: instance.webhooks.list() }))

  app.post('/webhooks', {
    schema: { operationId: 'addWebhook', tags: ['control'], body: WebhookSchema, response: { 201: ListedWebhookSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }, reply) => reply.code(201).send(instance.webhooks.add(body)))

  app.delete('/webhooks/:id', {
    schema: { operationId: 'removeWebhook', tags: ['control'], params: Type.Object({ id: Type.String() }), response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, params }, reply) => {
    instance.webhooks.remove(params.id)
    return reply.code(204).send()
  })
}
