import { asRecord, call, ServiceError, type ServiceRequest, type ServiceResponse, type Transport } from './http.js'

/** The text of a failed answer, as a connector of Kibana's sub-action framework reads it from the system's own error. */
export type DescribeFailure = (response: ServiceResponse) => string

/** Without a trailing slash and without slashes that follow slashes. */
const normalizeUrl = (url: string) => url.replace(/\/$/, '').replace(/([^:]\/)\/+/g, '$1')

/**
 * A call as the connectors of Kibana's sub-action framework make it.
 * @throws Error `Status code: <n>. Message: <what the system says>` for any failure
 * Source: Kibana's actions/server/sub_action_framework/sub_action_connector.ts
 */
export async function request (transport: Transport, { url, body, headers, ...rest }: ServiceRequest, describe: DescribeFailure): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { data } = await call(transport, { ...rest, url: normalizeUrl(url), headers: { 'Content-Type': 'application/json', ...headers }, body })
    return asRecord(data)
  } catch (error) {
    const { response } = error as ServiceError
    throw new Error(`Status code: ${response?.status}. Message: ${response ? describe(response) : 'Unknown API Error'}`)
  }
}
