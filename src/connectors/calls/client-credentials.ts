import { ServiceError, type TokenSource } from './http.js'

// Source: Kibana's stack_connectors/server/connector_types/webhook/get_axios_config.ts,
// actions/server/lib/{get_oauth_client_credentials_access_token,request_oauth_client_credentials_token}.ts

interface Settings {
  readonly accessTokenUrl?: string
  readonly clientId?: string
  readonly scope?: string
  /** A JSON object. */
  readonly additionalFields?: string
}

/** The token endpoint of a connector with client credentials. Its configuration is valid, but the secret may be missing. */
export function clientCredentials ({ accessTokenUrl, clientId, scope, additionalFields }: Settings, secret: string | null): TokenSource {
  return {
    url: accessTokenUrl!,
    problem: 'Unable to retrieve/refresh the access token: ',
    form: () => {
      if (!secret) throw new ServiceError('Unable to retrieve new access token')
      const more = Object.entries(JSON.parse(additionalFields || '{}') as object).map(([key, value]) => [key, String(value)])
      const own = { ...(scope && { scope }), client_id: clientId!, client_secret: secret, grant_type: 'client_credentials' }
      return { ...own, ...Object.fromEntries(more), grant_type: own.grant_type }
    },
  }
}
