import { generateKeyPairSync } from 'node:crypto'
import { type Reply, type Seen } from '../helpers/http-stub.js'

export const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
export const secrets = { clientSecret: 's&cret', privateKey: PEM }
export const record = { sys_id: 's1', number: 'INC1', sys_created_on: '2025-05-01 08:00:00', sys_updated_on: '2025-05-02 08:00:00' }
export const isToken = ({ path }: Seen) => path === '/oauth_token.do'

/** A ServiceNow that issues the tokens t1, t2, …, and answers all other requests with `answer`. */
export function serviceNow (answer: (seen: Seen) => Reply = () => [200, { result: record }], token?: Reply) {
  let count = 0
  return (seen: Seen): Reply => isToken(seen)
    ? token ?? [200, { access_token: `t${++count}`, token_type: 'Bearer', expires_in: 1800 }]
    : answer(seen)
}
