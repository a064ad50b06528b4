import type { Static, TSchema } from '@sinclair/typebox'
import { configSchemaValidator } from '../../decoding/config-schema.js'
import { successful, type ServiceError, type ServiceRequest, type ServiceResponse, type Work } from './http.js'

/** The text of a failed answer, as a connector of Kibana's sub-action framework reads it from the system's own error. */
export type DescribeFailure = (response: ServiceResponse) => string

/** Without a trailing slash and without slashes that follow slashes. */
const normalizeUrl = (url: string) => url.replace(/\/$/, '').replace(/([^:]\/)\/+/g, '$1')

function * send ({ url, headers, ...rest }: ServiceRequest, describe: DescribeFailure): Work<unknown> {
  try {
    return successful(yield { ...rest, url: normalizeUrl(url), headers: { 'Content-Type': 'application/json', ...headers } }).data
  } catch (error) {
    const { response } = error as ServiceError
    throw new Error(`Status code: ${response?.status}. Message: ${response ? describe(response) : 'Unknown API Error'}`)
  }
}

/**
 * A call as the connectors of Kibana's sub-action framework make it, and its answer as long as it is what the connector knows.
 * @throws Error `Status code: <n>. Message: <what the system says>` for a failure, `Response validation failed (…)` for an
 * answer that the connector can't use
 * Source: Kibana's actions/server/sub_action_framework/sub_action_connector.ts
 */
export function * request<Answer extends TSchema> (serviceRequest: ServiceRequest, describe: DescribeFailure, answerSchema: Answer): Work<Static<Answer>> {
  const data = yield * send(serviceRequest, describe)
  const { value, message } = configSchemaValidator(answerSchema)(data)
  if (message !== undefined) throw new Error(`Response validation failed (Error: ${message})`)
  return value as Static<Answer>
}
