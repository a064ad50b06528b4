import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Controls } from '../instances.js'
import { answerControlError, UnknownThing } from '../errors.js'
import { ControlErrorSchema, NothingSchema } from '../schema.js'
import { SandboxOptionsSchema } from './sandboxes.js'

const SandboxSchema = Type.Object({ id: Type.String(), path: Type.String(), url: Type.String() })

/** Kibanas of their own behind the same port. */
export const sandboxRoutes: FastifyPluginAsyncTypebox<{ controls: Controls }> = async (app, { controls }) => {
  // The client's own way to the server, which a container does not know
  const show = ({ id, path }: { id: string, path: string }, { protocol, host }: { protocol: string, host: string }) => ({ id, path, url: controls.urlOf(path, `${protocol}://${host}`) })

  app.get('/sandboxes', {
    schema: { operationId: 'listSandboxes', tags: ['control'], response: { 200: Type.Object({ sandboxes: Type.Array(SandboxSchema) }), '4xx': ControlErrorSchema } },
  }, async request => ({ sandboxes: controls.sandboxes.list().map(sandbox => show(sandbox, request)) }))

  app.post('/sandboxes', {
    schema: { operationId: 'createSandbox', tags: ['control'], body: Type.Optional(SandboxOptionsSchema), response: { 201: SandboxSchema, '4xx': ControlErrorSchema } },
  }, async (request, reply) => reply.code(201).send(show(controls.sandboxes.add(request.body ?? {}), request)))

  app.delete('/sandboxes/:id', {
    schema: { operationId: 'removeSandbox', tags: ['control'], params: Type.Object({ id: Type.String() }), response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ params }, reply) => {
    controls.sandboxes.remove(params.id)
    return reply.code(204).send()
  })
}

/** Whoever asks a sandbox that is gone is told so; Kibana's own 404 would send them looking in the wrong place. */
export async function sandboxNotFound (app: FastifyInstance): Promise<void> {
  app.setNotFoundHandler((request, reply) => answerControlError(new UnknownThing('sandbox', request.url.split(/[/?]/)[2]!), request, reply))
}
