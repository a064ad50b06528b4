import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { KibanaError, unexpectedError, unsupportedMediaType } from '../kibana-error.js'

/** The failure as Kibana would answer it. What nobody planned for is a bug of ours: logged, and Kibana's generic 500. */
function toKibanaError (error: FastifyError | KibanaError, request: FastifyRequest): KibanaError {
  if (error instanceof KibanaError) return error
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedMediaType()
  request.log.error(error)
  return unexpectedError()
}

/** Sends any failure in Kibana's shape: `statusCode`, `error`, `message`, and `attributes` where there are some. */
export function answerError (error: FastifyError | KibanaError, request: FastifyRequest, reply: FastifyReply): void {
  const kibanaError = toKibanaError(error, request)
  if ('validationContext' in error) request.check = 'decoding'
  if (kibanaError !== error) reply.removeHeader('elastic-api-version')
  reply.code(kibanaError.statusCode).headers(kibanaError.headers ?? {}).send(kibanaError.toJSON())
}
