import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { sendEventStream } from '../event-stream.js'
import { answering, creating, doing } from '../route.js'
import { eventStreamSchema, idParamsSchema } from '../schema.js'
import { ListenerTypesSchema } from './event.js'
import { ListedWebhookSchema, WebhookSchema } from './webhooks.js'

const EventsQuerySchema = Type.Object({
  type: Type.Optional({ ...ListenerTypesSchema, description: 'the types of events; * or absent: all' }),
}, { additionalProperties: false })

const FollowedEventsSchema = eventStreamSchema('case.created', {
  type: 'case.created',
  at: '2025-06-01T10:00:00.000Z',
  space: 'default',
  user: { username: 'elastic', full_name: null, email: null },
  case: { id: 'case-1', title: 'Login from two countries', status: 'open' },
  actions: [{ type: 'create_case', action: 'create' }],
})

const WebhooksSchema = Type.Object(
  { webhooks: Type.Array(ListedWebhookSchema, { description: 'the webhooks, oldest first' }) },
  { examples: [{ webhooks: ListedWebhookSchema.examples }] },
)

export const eventRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/events', {
    schema: answering(
      'followEvents', 'Follow what happens to cases, as server-sent events', FollowedEventsSchema, { querystring: EventsQuerySchema },
    ),
  }, async ({ instance: { events, closing }, query: { type } }, reply) =>
    sendEventStream(reply, closing, send => events.on(type ?? '*', event => send(event.type, event))))

  app.get('/webhooks', {
    schema: answering('listWebhooks', 'List the webhooks with their deliveries', WebhooksSchema),
  }, async ({ instance }) => ({ webhooks: instance.webhooks.list() }))

  app.post('/webhooks', {
    schema: creating('addWebhook', 'Send events to a URL', ListedWebhookSchema, { body: WebhookSchema }),
  }, async ({ instance, body }, reply) => reply.code(201).send(instance.webhooks.add(body)))

  app.delete('/webhooks', {
    schema: doing('clearWebhooks', 'Remove all webhooks'),
  }, async ({ instance }, reply) => {
    instance.webhooks.clear()
    return reply.code(204).send()
  })

  app.delete('/webhooks/:id', {
    schema: doing('removeWebhook', 'Remove a webhook', { params: idParamsSchema('the id of the webhook') }),
  }, async ({ instance, params }, reply) => {
    instance.webhooks.remove(params.id)
    return reply.code(204).send()
  })
}
