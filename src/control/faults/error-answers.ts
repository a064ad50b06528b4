import { ElasticsearchError } from '../../alerts/query/elasticsearch-error.js'
import { KibanaError, reasonPhrase } from '../../kibana-error.js'

/** A whole answer. */
interface WholeAnswer { readonly status: number, readonly body: string, readonly headers: Readonly<Record<string, string>> }

/** A service's own errors, for faults that don't specify a body. */
export interface ErrorAnswers {
  /** The content type of JSON. */
  readonly jsonType: string
  /** Headers that belong to a status. */
  readonly headers: Readonly<Record<number, Readonly<Record<string, string>>>>
  /** The body for a status; the message has a default. */
  bodyOf (status: number, message?: string): object
  /** The answer while the service starts. */
  readonly starting: WholeAnswer
}

/** Kibana's messages for statuses with a specific meaning; other statuses get their reason phrase. */
const MESSAGES: Readonly<Record<number, string>> = {
  // Kibana's core http rate-limiter-internal/src/service.ts
  429: 'Server is overloaded',
  // Kibana's core router, for an exception in a handler
  500: 'An internal server error occurred. Check Kibana server logs for details.',
  // Kibana's security/server/authentication/authentication_service.ts
  503: 'License information could not be obtained from Elasticsearch. Please check the logs for further details.',
}

/** Source of the answer at the start: Kibana's core http server-internal/src/http_service.ts */
export const KIBANA_ERRORS: ErrorAnswers = {
  jsonType: 'application/json; charset=utf-8',
  headers: { 429: { 'retry-after': '1' }, 503: { 'retry-after': '30' } },
  bodyOf: (status, message = MESSAGES[status] ?? reasonPhrase(status)) => new KibanaError(status, message),
  starting: {
    status: 503, body: 'Kibana server is not ready yet', headers: { 'retry-after': '30', 'content-type': 'text/html; charset=utf-8' },
  },
}

/** Elasticsearch's exceptions by status, with the reason where there is a usual one. */
const EXCEPTIONS: Readonly<Record<number, readonly [type: string, reason?: string]>> = {
  400: ['illegal_argument_exception'],
  401: ['security_exception'],
  403: ['security_exception'],
  404: ['resource_not_found_exception'],
  409: ['version_conflict_engine_exception'],
  429: ['es_rejected_execution_exception', 'rejected execution of coordinating operation'],
  503: ['cluster_block_exception', 'blocked by: [SERVICE_UNAVAILABLE/2/no master];'],
}

const exceptionOf = (status: number, message?: string): ElasticsearchError => {
  const [type, reason = reasonPhrase(status)] = EXCEPTIONS[status] ?? ['exception']
  return new ElasticsearchError(status, { type, reason: message ?? reason })
}

/** Source: Elasticsearch's cluster/coordination/NoMasterBlockService.java and gateway/GatewayService.java */
export const ELASTICSEARCH_ERRORS: ErrorAnswers = {
  jsonType: 'application/json',
  headers: {},
  bodyOf: exceptionOf,
  starting: {
    status: 503,
    body: JSON.stringify(exceptionOf(503, 'blocked by: [SERVICE_UNAVAILABLE/1/state not recovered / initialized];')),
    headers: { 'content-type': 'application/json' },
  },
}
