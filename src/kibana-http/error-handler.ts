import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { KibanaError, unexpectedError, unsupportedMediaType } from '../kibana-error.js'

/** Converts an error to the one Kibana would send. An unexpected error is a bug of ours: it is logged and becomes a generic 500. */
function toKibanaError (error: FastifyError | KibanaError, request: FastifyRequest): KibanaError {
  if (error instanceof KibanaError) return error
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedMediaType()
  request.log.error(error)
  return unexpectedError()
}

/** Sends an error in Kibana's shape: `statusCode`, `error`, `message`, and `attributes` if there are any. */
export function answerError (error: FastifyError | KibanaError, request: FastifyRequest, reply: FastifyReply): void {
  const kibanaError = toKibanaError(error, request)
  if (kibanaError !== error) reply.removeHeader('elastic-api-version')
  reply.code(kibanaError.statusCode).headers(kibanaError.headers ?? {}).send(kibanaError.body)
}
