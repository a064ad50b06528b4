import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PageFile, PageFiles } from './page-files.js'

/**
 * Everything comes from this server, nothing runs that is not in its files, and no other page may frame it. Colours and sizes that
 * scripts set one by one are not inline styles for a browser.
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
 * The way from an address up to the root of its Kibana, in relative steps: it holds behind a proxy that adds or takes a prefix.
 * @param sent the path as it was sent, @param routed the one left for routing
 */
export function wayToRoot (sent: string, routed: string): string {
  const space = /\/s\/[\w-]+$/.exec(sent.slice(0, sent.length - routed.length))?.[0] ?? ''
  const steps = (space + routed).split('/').length - 2
  return steps === 0 ? '.' : Array.from({ length: steps }, () => '..').join('/')
}

const pathOf = (url: string) => url.split('?', 1)[0]!

/** Answers with the page, at any address below the root of a Kibana: it reads there what to open. */
export async function sendPage (files: PageFiles, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { type, content } = await files.read('index.html')
  const html = content.replaceAll('{{root}}', wayToRoot(pathOf(request.originalUrl), pathOf(request.url)))
  return reply.headers(SECURITY_HEADERS).type(type).send(html)
}

/** Answers with a file that the page consists of, or says that the client has it. */
export function sendPageFile ({ type, etag, content }: PageFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ ...SECURITY_HEADERS, etag })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type(type).send(content)
}
