import { basic } from '../kibana-client/basic.js'
import type { Sent } from '../kibana-client/exchange.js'
import { fill, type Known } from './references.js'
import type { Step, Upload } from './scenario.js'

const BOUNDARY = '----kibana-cases-mock-verify'

function formOf ({ name, content, fields = {} }: Upload): string {
  const part = (disposition: string, type: string, value: string) =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n${type}\r\n${value}\r\n`
  const others = Object.entries(fields).map(([key, value]) => part(`name="${key}"`, '', value))
  const file = part(`name="file"; filename="${name}"`, 'content-type: application/octet-stream\r\n', content)
  return `${others.join('')}${file}--${BOUNDARY}--\r\n`
}

function contentOf ({ body, text, upload }: Step, known: Known): { type: string, content: string } | undefined {
  if (upload) return { type: `multipart/form-data; boundary=${BOUNDARY}`, content: formOf(upload) }
  if (text !== undefined) return { type: 'application/json', content: text }
  return body === undefined ? undefined : { type: 'application/json', content: JSON.stringify(fill(body, known)) }
}

/** The space and credentials of a client. */
export interface Client {
  /** The id of the space that its requests go to. */
  readonly space: string
  /** The value of the header `authorization`; absent with security off. */
  readonly authorization?: string | undefined
  /** The password of users that scenarios create. */
  readonly password: string
}

/** The name of the user that scenarios create. */
export const limitedUser = (space: string): string => `${space}-user`

/** The `authorization` header for a step. */
function authorizationOf ({ user }: Step, { space, authorization, password }: Client): string | undefined {
  switch (user) {
    case 'anonymous': return undefined
    case 'stranger': return basic('kcm-stranger', 'wrong')
    case 'limited': return basic(limitedUser(space), password)
    default: return authorization
  }
}

/** Removes headers that are null. */
const withoutNull = (headers: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => value === null ? [] : [[name, value]]))

/**
 * Builds the request of a step, in the client's space.
 * @throws MissingValue
 */
export function requestOf (step: Step, known: Known, client: Client): Sent {
  const path = String(fill(step.path, known))
  const content = contentOf(step, known)
  const authorization = authorizationOf(step, client)
  return {
    method: step.method,
    path: `/s/${client.space}${path}`,
    headers: withoutNull({
      'kbn-xsrf': 'true',
      ...(path.startsWith('/internal/') && { 'x-elastic-internal-origin': 'Kibana' }),
      ...(authorization !== undefined && { authorization }),
      ...(content && { 'content-type': content.type }),
      ...step.headers,
    }),
    body: content?.content,
  }
}
