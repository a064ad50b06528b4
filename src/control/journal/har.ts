import { STATUS_CODES } from 'node:http'
import { Type, type Static } from '@sinclair/typebox'
import { packageVersion } from '../../input/package-file.js'
import type { RecordedRequest } from './recorded-request.js'

interface NameValue { readonly name: string, readonly value: string }

/** An HTTP Archive 1.2 of the request log. */
export const HarSchema = Type.Object({
  log: Type.Object({
    version: Type.Literal('1.2', { description: 'the version of the format' }),
    creator: Type.Object({
      name: Type.String({ description: 'the name of this package' }),
      version: Type.String({ description: 'the version of this package' }),
    }, { description: 'the program that wrote the archive' }),
    entries: Type.Array(Type.Object({}, { additionalProperties: true }), { description: 'the requests with their answers, oldest first' }),
  }, { description: 'an HTTP Archive' }),
})
export type Har = Static<typeof HarSchema>

const pairs = (values: Readonly<Record<string, string | string[]>>): NameValue[] =>
  Object.entries(values).flatMap(([name, value]) => [value].flat().map(each => ({ name, value: each })))

const text = (body: unknown) => body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body)

/** The full URL, if it is valid: an odd request must not break the archive. */
function urlOf (scheme: string, url: string, host = 'localhost'): string {
  const origin = URL.canParse(`${scheme}://${host}`) ? `${scheme}://${host}` : `${scheme}://localhost`
  const whole = url.startsWith('/') ? origin + url : url
  return new URL(URL.canParse(whole) ? whole : origin).href
}

function toEntry (
  scheme: string, { at, method, url, query, headers, body, status, answer, answerHeaders, duration }: RecordedRequest,
): object {
  const sent = text(body)
  const answered = text(answer)
  return {
    startedDateTime: at,
    time: duration ?? 0,
    request: {
      method,
      url: urlOf(scheme, url, headers.host as string | undefined),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(headers),
      queryString: pairs(query),
      ...(sent !== '' && { postData: { mimeType: String(headers['content-type'] ?? 'application/json'), text: sent } }),
      headersSize: -1,
      bodySize: Buffer.byteLength(sent),
    },
    response: {
      status: status ?? 0,
      statusText: STATUS_CODES[status ?? 0] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(answerHeaders),
      content: { size: Buffer.byteLength(answered), mimeType: String(answerHeaders['content-type'] ?? ''), text: answered },
      redirectURL: String(answerHeaders.location ?? ''),
      headersSize: -1,
      bodySize: Buffer.byteLength(answered),
    },
    cache: {},
    timings: { send: 0, wait: duration ?? 0, receive: 0 },
  }
}

/** @see http://www.softwareishard.com/blog/har-12-spec/ */
export function toHar (requests: readonly RecordedRequest[], scheme: string): Har {
  const entries = requests.map(request => toEntry(scheme, request))
  return { log: { version: '1.2', creator: { name: 'kibana-cases-mock', version: packageVersion() }, entries } }
}
