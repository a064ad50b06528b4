import type { FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from '../kibana-http/paths.js'
import type { PageFile, PageFiles } from './page-files.js'

/**
 * Everything comes from this server, only scripts from its files run, and no other page may frame it. Styles that scripts set
 * property by property do not count as inline styles.
 */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'",
  "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ')

const SECURITY_HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
}

/**
 * The relative path from a URL up to the root of its Kibana. It also works behind a proxy that adds or removes a prefix.
 * @param sent the path as sent, @param routed the path used for routing
 */
function wayToRoot (sent: string, routed: string): string {
  const space = /\/s\/[\w-]+$/.exec(sent.slice(0, sent.length - routed.length))?.[0] ?? ''
  const steps = (space + routed).split('/').length - 2
  return steps === 0 ? '.' : Array.from({ length: steps }, () => '..').join('/')
}

/** Answers with the page at any URL below the root of a Kibana; the page reads from the URL what to open. */
export async function sendPage (files: PageFiles, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { type, content } = await files.read('index.html')
  const html = content.replaceAll('{{root}}', wayToRoot(pathOf(request.originalUrl), pathOf(request.url)))
  return reply.headers(SECURITY_HEADERS).type(type).send(html)
}

/** Answers with a file of the page, or 304 if the client has it cached. */
export function sendPageFile ({ type, etag, content }: PageFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ ...SECURITY_HEADERS, etag })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type(type).send(content)
}
