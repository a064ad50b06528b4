import { ElasticsearchError } from '../../alerts/query/elasticsearch-error.js'
import { KibanaError, reasonPhrase } from '../../kibana-error.js'
import { missingLicenseIsExplained } from '../../kibana-http/versions.js'
import type { Version } from '../../versions/version.js'

/** A whole answer. */
interface WholeAnswer { readonly status: number, readonly body: string, readonly headers: Readonly<Record<string, string>> }

/** A service's own errors, for faults that don't specify a body. */
export interface ErrorAnswers {
  /** The content type of JSON. */
  readonly jsonType: string
  /** Headers that belong to a status. */
  readonly headers: Readonly<Record<number, Readonly<Record<string, string>>>>
  /** The body for a status; the message has a default. */
  bodyOf (status: number, message: string | undefined, version: Version): object
  /** The answer while the service starts. */
  readonly starting: WholeAnswer
}

/** Kibana's message for a status with a specific meaning; otherwise its reason phrase. */
function messageOf (status: number, version: Version): string {
  switch (status) {
    // Kibana's core http rate-limiter-internal/src/service.ts
    case 429: return 'Server is overloaded'
    // Kibana's core router, for an exception in a handler
    case 500: return 'An internal server error occurred. Check Kibana server logs for details.'
    // Kibana's security/server/authentication/authentication_service.ts
    case 503: return missingLicenseIsExplained(version)
      ? 'License information could not be obtained from Elasticsearch. Please check the logs for further details.'
      : 'License is not available.'
    default: return reasonPhrase(status)
  }
}

/** The limiter's own header, sent with `retry-after`; its policy is the utilization of the event loop. */
const RATE_LIMIT = { 'retry-after': '1', ratelimit: '"elu";r=0;t=1' }

/** Source of the answer at the start: Kibana's core http server-internal/src/http_service.ts */
export const KIBANA_ERRORS: ErrorAnswers = {
  jsonType: 'application/json; charset=utf-8',
  headers: { 429: RATE_LIMIT, 503: { 'retry-after': '30' } },
  bodyOf: (status, message, version) => new KibanaError(status, message ?? messageOf(status, version)),
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
