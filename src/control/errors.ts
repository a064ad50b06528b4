import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { reasonPhrase } from '../kibana-error.js'
import { InvalidInput } from '../input/invalid-input.js'
import { TimeoutError } from './journal/timeout-error.js'

/** Something of our own that was asked for by an id and is not there. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'

  constructor (kind: string, id: string) {
    super(`there is no ${kind} ${JSON.stringify(id)}`)
  }
}

/** The control token is missing or wrong. */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized'
}

interface ControlErrorBody { readonly statusCode: number, readonly error: string, readonly message: string, readonly path?: string, readonly expected?: string }

const body = (statusCode: number, { message }: Error, more: object = {}): ControlErrorBody => ({ statusCode, error: reasonPhrase(statusCode), message, ...more })

function toBody (error: FastifyError | Error, request: FastifyRequest): ControlErrorBody {
  if (error instanceof InvalidInput) return body(400, error, { path: error.path, expected: error.expected })
  if (error instanceof NotFoundError) return body(404, error)
  if (error instanceof TimeoutError) return body(408, error)
  if (error instanceof Unauthorized) return body(401, error)
  if ('statusCode' in error && error.statusCode !== undefined && error.statusCode < 500) return body(error.statusCode, error)
  request.log.error(error)
  return body(500, error)
}

/** Errors of the control routes: Kibana's three keys and, for bad input, the `path` in it and what was `expected` there. */
export function answerControlError (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toBody(error, request)
  reply.code(answer.statusCode).send(answer)
}

export function answerUnknownControlRoute (request: FastifyRequest, reply: FastifyReply): void {
  answerControlError(new NotFoundError('control route', `${request.method} ${request.url.split('?', 1)[0]}`), request, reply)
}
