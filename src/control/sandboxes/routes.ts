import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Instances } from '../instances.js'
import { answerControlError, NotFoundError } from '../errors.js'
import { ControlErrorSchema, NothingSchema } from '../schema.js'
import { SandboxOptionsSchema } from './sandboxes.js'

const SandboxSchema = Type.Object({ id: Type.String(), path: Type.String(), url: Type.String() })

/** Kibanas of their own behind the same port. */
export const sandboxRoutes: FastifyPluginAsyncTypebox<{ instances: Instances }> = async (app, { instances }) => {
  // The client's own way to the server, which a container does not know
  const show = ({ id, path }: { id: string, path: string }, { protocol, host }: { protocol: string, host: string }) => ({ id, path, url: instances.urlOf(path, `${protocol}://${host}`) })

  app.get('/sandboxes', {
    schema: { operationId: 'listSandboxes', tags: ['control'], response: { 200: Type.Object({ sandboxes: Type.Array(SandboxSchema) }), '4xx': ControlErrorSchema } },
  }, async request => ({ sandboxes: instances.sandboxes.list().map(sandbox => show(sandbox, request)) }))

  app.post('/sandboxes', {
    schema: { operationId: 'createSandbox', tags: ['control'], body: Type.Optional(SandboxOptionsSchema), response: { 201: SandboxSchema, '4xx': ControlErrorSchema } },
  }, async (request, reply) => reply.code(201).send(show(instances.sandboxes.add(request.body ?? {}), request)))

  app.delete('/sandboxes/:id', {
    schema: { operationId: 'removeSandbox', tags: ['control'], params: Type.Object({ id: Type.String() }), response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ params }, reply) => {
    instances.sandboxes.remove(params.id)
    return reply.code(204).send()
  })
}

/** Whoever asks a sandbox that is gone is told so; Kibana's own 404 would send them looking in the wrong place. */
export async function sandboxNotFound (app: FastifyInstance): Promise<void> {
  app.setNotFoundHandler((request, reply) => answerControlError(new NotFoundError('sandbox', request.url.split(/[/?]/)[2]!), request, reply))
}
