import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { text } from 'node:stream/consumers'

/** Requests the certificate of a local server's authority, before clients trust it. */
export async function readAuthority (origin: string): Promise<string> {
  const [answer] = await once(get(`${origin}/_mock/ca.pem`, { agent: false, rejectUnauthorized: false }), 'response') as [IncomingMessage]
  return await text(answer)
}
