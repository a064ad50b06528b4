import type { FastifyRequest } from 'fastify'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import type { KibanaContext } from '../kibana/context.js'
import { KibanaError } from '../kibana-error.js'
import { credentialsOf, decodedCredentials, schemeOf, UNKNOWN_CREDENTIALS } from '../security/credentials.js'
import type { KeyProblem } from '../security/issued.js'
import { tokenExpired, unauthenticated } from './answer.js'

/** Elasticsearch's reasons for rejecting an API key. Source: Elasticsearch's security/authc/{ApiKeyService,TokenService}.java */
const KEY_PROBLEMS: Readonly<Record<KeyProblem, (id: string) => string>> = {
  unknown: id => `unable to find apikey with id ${id}`,
  invalidated: id => `api key [${id}] has been invalidated`,
  expired: () => 'api key is expired',
  wrong: id => `invalid credentials for API key [${id}]`,
}

/**
 * Sets the user of a request. The credentials are the same as for Kibana.
 * @throws Answer 401 in Elasticsearch's format
 * Source: Elasticsearch's security/authc/AuthenticatorChain.java
 */
export function authenticate (request: FastifyRequest, kibana: KibanaContext): void {
  const { authorization: header } = request.headers
  try {
    const identity = kibana.security.identify(header)
    const authorization = kibana.security.authorize(identity, DEFAULT_SPACE_ID)
    request.scope = { kibana, space: DEFAULT_SPACE_ID, user: identity.user, authorization, header }
    request.isAuthenticated = true
  } catch (error) {
    if (!(error instanceof KibanaError)) throw error
    throw refusalOf(header, request.url, kibana)
  }
}

function refusalOf (header: string | undefined, url: string, { security }: KibanaContext) {
  const scheme = schemeOf(header)
  const decoded = decodedCredentials(header)
  const [name = ''] = decoded.split(':', 1)
  if (scheme === 'basic') {
    return unauthenticated(
      decoded.includes(':')
        ? `unable to authenticate user [${name}] for REST request [${url}]`
        : 'invalid basic authentication header value',
    )
  }
  if (scheme === 'bearer') {
    return security.issued.isExpired(credentialsOf(header))
      ? tokenExpired()
      : unauthenticated(UNKNOWN_CREDENTIALS, 'oauth2 token: invalid token')
  }
  if (scheme !== 'apikey') return unauthenticated(`missing authentication credentials for REST request [${url}]`)
  return unauthenticated(UNKNOWN_CREDENTIALS, `API key: ${KEY_PROBLEMS[security.issued.problemOf(decoded) ?? 'wrong'](name)}`)
}
