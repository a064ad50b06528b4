import { isPlainObject } from '../../decoding/plain-object.js'
import type { Clock } from '../../kibana/clock.js'
import type { BearerToken } from '../../kibana/external-systems.js'
import { asRecord, ServiceError, type ServiceRequest, type ServiceResponse, type TokenSource } from './http.js'
import type { Transport } from './perform.js'

// Source: Kibana's actions/server/lib/{get_oauth_jwt_access_token,get_oauth_client_credentials_access_token,request_oauth_token}.ts

/** The operation that requests a token. */
export const TOKEN_OPERATION = 'getToken'

const FORM_TYPE = 'application/x-www-form-urlencoded; charset=UTF-8'

interface Means {
  readonly deliver: Transport
  /** The connector that the token belongs to. */
  readonly connector: object
  readonly tokens: WeakMap<object, BearerToken>
  readonly clock: Clock
}

/**
 * Delivers a call with a bearer token: the cached one if it is still valid, otherwise a new one. A token is dropped once a call with
 * it fails with a 4xx status.
 * @throws ServiceError if the endpoint returns no token
 */
export async function deliverAuthorized (request: ServiceRequest, source: TokenSource, means: Means): Promise<ServiceResponse> {
  const { deliver, connector, tokens, clock } = means
  let token = tokens.get(connector)
  if (!token || !(token.expiresAt > clock.now().getTime())) {
    token = await requestToken(source, deliver, clock.now())
    tokens.set(connector, token)
  }
  const response = await deliver({ ...request, headers: { ...request.headers, authorization: token.value } })
  if (response.status >= 400 && response.status < 500) tokens.delete(connector)
  return response
}

async function requestToken ({ url, form, problem = '' }: TokenSource, deliver: Transport, now: Date): Promise<BearerToken> {
  // Kibana's library sorts the fields
  const body = new URLSearchParams(Object.entries(form(now)).sort()).toString()
  const request: ServiceRequest = {
    operation: TOKEN_OPERATION, method: 'POST', url, headers: { 'content-type': FORM_TYPE }, body, isSecret: true,
  }
  const { status, data } = await Promise.resolve(deliver(request))
    .catch((error: ServiceError) => { throw new ServiceError(problem + error.message, undefined, error.code) })
  if (status !== 200) throw new ServiceError(problem + JSON.stringify(data, sortKeys))
  const { token_type: type, access_token: token, expires_in: seconds } = asRecord(data)
  return { value: `${String(type)} ${String(token)}`, expiresAt: now.getTime() + Number(seconds) * 1000 }
}

const sortKeys = (_key: string, value: unknown) =>
  isPlainObject(value) ? Object.fromEntries(Object.entries(value).sort()) : value
