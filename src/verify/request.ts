import type { Sent } from '../kibana-client/exchange.js'
import { fill, type Known } from './references.js'
import type { Step, Upload } from './scenario.js'

const BOUNDARY = '----kibana-cases-mock-verify'

function formOf ({ name, content, fields = {} }: Upload): string {
  const part = (disposition: string, type: string, value: string) =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n${type}\r\n${value}\r\n`
  const others = Object.entries(fields).map(([key, value]) => part(`name="${key}"`, '', value))
  return `${others.join('')}${part(`name="file"; filename="${name}"`, 'content-type: application/octet-stream\r\n', content)}--${BOUNDARY}--\r\n`
}

function contentOf ({ body, text, upload }: Step, known: Known): { type: string, content: string } | undefined {
  if (upload) return { type: `multipart/form-data; boundary=${BOUNDARY}`, content: formOf(upload) }
  if (text !== undefined) return { type: 'application/json', content: text }
  return body === undefined ? undefined : { type: 'application/json', content: JSON.stringify(fill(body, known)) }
}

/** The sender of requests. */
export interface Client {
  /** The id of the space that its requests go to. */
  readonly space: string
  /** The value of the header, unless security is off. */
  readonly authorization?: string | undefined
}

const STRANGER = `Basic ${Buffer.from('kcm-stranger:wrong').toString('base64')}`

/** Headers with a text. */
const withoutNull = (headers: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => value === null ? [] : [[name, value]]))

/**
 * Makes the request of a step, in the space.
 * @throws MissingValue
 */
export function requestOf (step: Step, known: Known, { space, authorization }: Client): Sent {
  const path = String(fill(step.path, known))
  const content = contentOf(step, known)
  const user = step.user === 'anonymous' ? undefined : step.user === 'stranger' ? STRANGER : authorization
  return {
    method: step.method,
    path: `/s/${space}${path}`,
    headers: withoutNull({
      'kbn-xsrf': 'true',
      ...(path.startsWith('/internal/') && { 'x-elastic-internal-origin': 'Kibana' }),
      ...(user !== undefined && { authorization: user }),
      ...(content && { 'content-type': content.type }),
      ...step.headers,
    }),
    body: content?.content,
  }
}
