import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NotFoundError } from '../../input/not-found-error.js'
import { answerControlError } from '../errors.js'
import { instancesOf } from '../instances.js'
import { answering, creating, doing } from '../route.js'
import { idParamsSchema } from '../schema.js'
import { SandboxOptionsSchema } from './options.js'
import type { SandboxPlace } from './sandboxes.js'
import { ListedSandboxSchema } from './schema.js'

const SandboxesSchema = Type.Object(
  { sandboxes: Type.Array(ListedSandboxSchema, { description: 'the sandboxes, oldest first' }) },
  { examples: [{ sandboxes: ListedSandboxSchema.examples }] },
)
const ReplaceSandboxBodySchema = Type.Omit(SandboxOptionsSchema, ['id'], { additionalProperties: false, examples: [{ license: 'basic' }] })

const [EXAMPLE] = ListedSandboxSchema.examples
const ReplacedSandboxSchema = { ...ListedSandboxSchema, examples: [{ ...EXAMPLE, serial: 2 }] }
const RemovedSandboxQuerySchema = Type.Object({
  serial: Type.Optional(Type.Integer({ description: 'only if it has this serial; 404 if it was replaced' })),
}, { additionalProperties: false })

/** A sandbox with the URL that the client used, since a container does not know its own. */
const show = (sandbox: SandboxPlace, request: FastifyRequest) =>
  instancesOf(request).listed(sandbox, `${request.protocol}://${request.host}`)

const sandboxesOf = (request: FastifyRequest) => instancesOf(request).sandboxes

export const sandboxRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/sandboxes', {
    schema: answering('listSandboxes', 'List the sandboxes', SandboxesSchema),
  }, async request => ({ sandboxes: sandboxesOf(request).list().map(sandbox => show(sandbox, request)) }))

  app.post('/sandboxes', {
    schema: creating('createSandbox', 'Make a sandbox; 409 for an id in use', ListedSandboxSchema, {
      body: Type.Optional(SandboxOptionsSchema),
    }),
  }, async (request, reply) => reply.code(201).send(show(sandboxesOf(request).add(request.body ?? {}), request)))

  app.put('/sandboxes/:id', {
    schema: answering(
      'replaceSandbox', 'Make or replace a sandbox', ReplacedSandboxSchema,
      { params: idParamsSchema('the id of the sandbox'), body: Type.Optional(ReplaceSandboxBodySchema) },
    ),
  }, async request => show(sandboxesOf(request).replace({ ...request.body, id: request.params.id }), request))

  app.delete('/sandboxes', {
    schema: doing('clearSandboxes', 'Remove all sandboxes'),
  }, async (request, reply) => {
    sandboxesOf(request).clear()
    return reply.code(204).send()
  })

  app.delete('/sandboxes/:id', {
    schema: doing('removeSandbox', 'Remove a sandbox', {
      params: idParamsSchema('the id of the sandbox'), querystring: RemovedSandboxQuerySchema,
    }),
  }, async (request, reply) => {
    sandboxesOf(request).remove(request.params.id, request.query.serial)
    return reply.code(204).send()
  })
}

/** Answers requests to a removed sandbox: Kibana's own 404 would suggest a wrong path. */
export async function sandboxNotFound (app: FastifyInstance): Promise<void> {
  app.setNotFoundHandler(
    (request, reply) => answerControlError(new NotFoundError('sandbox', request.url.split(/[/?]/)[2]!), request, reply),
  )
}
