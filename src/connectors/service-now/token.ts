import { createPrivateKey, createSign, type KeyObject } from 'node:crypto'
import type { TokenSource } from '../calls/http.js'

// Source: Kibana's actions/server/lib/{create_jwt_assertion,request_oauth_jwt_token}.ts

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
/** Validity of an assertion, in seconds. */
const VALIDITY = 3600
/** The minimum size of RSA keys for Kibana's library, in bits. */
const MINIMUM_KEY_SIZE = 2048

/** The OAuth credentials of a ServiceNow connector; the required ones were checked with its configuration. */
type OAuthCredentials = Readonly<Record<
  'clientId' | 'jwtKeyId' | 'userIdentifierValue' | 'clientSecret' | 'privateKey' | 'privateKeyPassword', string | null
>>

/** The token endpoint of a ServiceNow instance, which accepts an assertion signed with the connector's key. */
export function serviceNowToken (url: string, credentials: OAuthCredentials): TokenSource {
  const { clientId, clientSecret } = credentials
  return {
    url: `${url}/oauth_token.do`,
    form: now => ({ assertion: assertionOf(credentials, now), client_id: clientId!, client_secret: clientSecret!, grant_type: GRANT_TYPE }),
  }
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** @throws Error for a key that RS256 can't use */
function assertionOf (credentials: OAuthCredentials, now: Date): string {
  const { userIdentifierValue: sub, clientId, jwtKeyId: kid } = credentials
  const iat = Math.floor(now.getTime() / 1000)
  const key = signingKey(credentials)
  const content = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode({ sub, aud: clientId, iss: clientId, iat, exp: iat + VALIDITY })}`
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`
}

function signingKey ({ privateKey, privateKeyPassword }: OAuthCredentials): KeyObject {
  const refused = (reason: string) => new Error(`Unable to generate JWT token. Error: Error: ${reason}`)
  let key
  try {
    key = createPrivateKey(privateKeyPassword ? { key: privateKey!, passphrase: privateKeyPassword } : privateKey!)
  } catch {
    // The library treats any other text as a shared secret, but rejects an object with a passphrase
    throw refused(privateKeyPassword
      ? 'secretOrPrivateKey is not valid key material'
      : 'secretOrPrivateKey must be an asymmetric key when using RS256')
  }
  const { asymmetricKeyType: type } = key
  if (type === 'ec') throw refused('"alg" parameter for "ec" key type must be one of: ES256, ES384, ES512.')
  if (type !== 'rsa') throw refused(`Unknown key type "${type}".`)
  const { modulusLength = MINIMUM_KEY_SIZE } = key.asymmetricKeyDetails ?? {}
  if (modulusLength < MINIMUM_KEY_SIZE) throw refused(`secretOrPrivateKey has a minimum key size of ${MINIMUM_KEY_SIZE} bits for RS256`)
  return key
}
