import type { Static, TSchema } from '@sinclair/typebox'
import { configSchemaValidator } from '../../decoding/config-schema.js'
import type { Version } from '../../versions/version.js'
import { limitedRatesBlameTheUser } from '../versions.js'
import { normalizedUrl, ServiceError, successful, type ServiceRequest, type ServiceResponse, type Work } from './http.js'

/** Extracts the error text from a failed response, as a connector of Kibana's sub-action framework does. */
type DescribeFailure = (response: ServiceResponse) => string

/** @throws Error for a URL without a host, or with a protocol other than HTTP or HTTPS */
function ensureWebUrl (url: string): void {
  if (!URL.canParse(url)) throw new Error('URL Error: Invalid URL')
  const { hostname, protocol } = new URL(url)
  if (hostname === '') throw new Error('URL Error: URL must contain hostname')
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error('URL Error: Invalid protocol')
}

function * send ({ url, headers, ...rest }: ServiceRequest, describe: DescribeFailure, version: Version): Work<unknown> {
  ensureWebUrl(url)
  try {
    return successful(yield { ...rest, url: normalizedUrl(url), headers: { 'Content-Type': 'application/json', ...headers } }).data
  } catch (error) {
    const { response } = error as ServiceError
    const text = response ? describe(response) : 'Unknown API Error'
    const isUsers = limitedRatesBlameTheUser(version) && response?.status === 429
    throw new ServiceError(`Status code: ${response?.status}. Message: ${text}`, response, undefined, isUsers)
  }
}

/**
 * Makes a call like the connectors of Kibana's sub-action framework, and returns the validated response body.
 * @throws Error `URL Error: …` for an unusable URL, `Status code: <n>. Message: <the system's error>` for an error status,
 * `Response validation failed (…)` for a body that the connector cannot use
 * Source: Kibana's actions/server/sub_action_framework/sub_action_connector.ts
 */
export function * request<Answer extends TSchema> (
  serviceRequest: ServiceRequest, describe: DescribeFailure, answerSchema: Answer, version: Version,
): Work<Static<Answer>> {
  const data = yield * send(serviceRequest, describe, version)
  const { value, message } = configSchemaValidator(answerSchema)(data)
  if (message !== undefined) throw new Error(`Response validation failed (Error: ${message})`)
  return value as Static<Answer>
}
