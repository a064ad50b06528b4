// Code that sends a request again, or expects it.
import type { Request } from '../types.js'
import { curlCommand } from './shell.js'

type Headers = Request['headers']

/** Headers that a client sets itself, or that are useless without their secrets. */
const OWN_HEADERS = new Set([
  'host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'accept-language', 'user-agent', 'accept',
  'cookie', 'origin', 'referer', 'kcm-page',
])
const isOwn = (header: string) => OWN_HEADERS.has(header) || header.startsWith('sec-')

const source = (value: unknown) => JSON.stringify(value, null, 2)

function sentHeaders (headers: Headers): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => !isOwn(name))
    .map(([name, value]) => [name, String(value)])
}

/** Replaces a secret that the log has masked with a placeholder to fill in. */
const unmask = (value: string) => value.replace('[masked]', '<secret>')

/** A body as text. The log does not keep the files of a form. */
function bodyText ({ body }: Request): string | undefined {
  if (body === null || body === undefined) return undefined
  return typeof body === 'string' ? body : JSON.stringify(body)
}

/** @param origin of the server, without its base path */
export function asCurl (request: Request, origin: string): string {
  const { method, url, headers } = request
  return curlCommand({
    method, url: origin + url, headers: sentHeaders(headers).map(([name, value]) => `${name}: ${unmask(value)}`), body: bodyText(request),
  })
}

export function asFetch (request: Request, origin: string): string {
  const { method, url, headers, body } = request
  const own = sentHeaders(headers)
  const options = [
    ...(method === 'GET' ? [] : [`method: ${source(method)}`]),
    ...(own.length === 0 ? [] : [`headers: ${source(Object.fromEntries(own.map(([name, value]) => [name, unmask(value)])))}`]),
    ...(body === null || body === undefined
      ? []
      : [`body: ${typeof body === 'string' ? source(body) : `JSON.stringify(${source(body)})`}`]),
  ]
  const inner = options.map(option => `  ${option.replaceAll('\n', '\n  ')},\n`).join('')
  return `await fetch(${source(origin + url)}${inner === '' ? '' : `, {\n${inner}}`})`
}

/** Criteria that match requests like this one, for faults and for searches of the request log. */
export const matchOf = ({ method, path, space }: Request) => ({ method, path, ...(space !== 'default' && { space }) })

/** An expectation that this request arrives exactly once, for `POST /_mock/requests/verify`. */
export function asExpectation (request: Request): string {
  const { status, body } = request
  const match = { ...matchOf(request), ...(status !== null && { status }), ...(body !== null && body !== undefined && { body }) }
  return source({ match, times: 1 })
}
