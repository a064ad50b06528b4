import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { reasonPhrase } from '../kibana-error.js'
import { ConflictError } from '../input/conflict-error.js'
import { InvalidInput } from '../input/invalid-input.js'
import { NotFoundError } from '../input/not-found-error.js'
import { pathOf } from '../kibana-http/paths.js'
import { TimeoutError } from './journal/timeout-error.js'

/** Thrown when the control token is missing or wrong. */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized'
}

interface ControlErrorBody {
  readonly statusCode: number
  readonly error: string
  readonly message: string
  readonly path?: string
  readonly expected?: string
}

const body = (statusCode: number, { message }: Error, more: object = {}): ControlErrorBody => (
  { statusCode, error: reasonPhrase(statusCode), message, ...more }
)

function toBody (error: FastifyError | Error, request: FastifyRequest): ControlErrorBody {
  if (error instanceof InvalidInput) return body(400, error, { path: error.path, expected: error.expected })
  if (error instanceof NotFoundError) return body(404, error)
  if (error instanceof TimeoutError) return body(408, error)
  if (error instanceof ConflictError) return body(409, error)
  if (error instanceof Unauthorized) return body(401, error)
  if ('statusCode' in error && error.statusCode !== undefined && error.statusCode < 500) return body(error.statusCode, error)
  request.log.error(error)
  return body(500, error)
}

/** Responds to an error of a control route with Kibana's three keys and, for invalid input, `path` and `expected`. */
export function answerControlError (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toBody(error, request)
  reply.code(answer.statusCode).send(answer)
}

/** Answers a request to an unknown control route. */
export function answerUnknownControlRoute (request: FastifyRequest, reply: FastifyReply): void {
  answerControlError(new NotFoundError('control route', `${request.method} ${pathOf(request.url)}`), request, reply)
}
