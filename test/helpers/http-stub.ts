import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** A request received by the stub; a JSON body is decoded, a form becomes an object of its fields. */
export interface Seen { readonly method: string, readonly path: string, readonly headers: IncomingHttpHeaders, readonly body: unknown }

/** The response of the stub: status, body (an object as JSON, a text as HTML) and headers; or it hangs up, or never answers. */
export type Reply = [status: number, body?: unknown, headers?: Record<string, string>] | 'hang up' | 'silence'

/** Starts an HTTP server on the loopback address that answers with `reply` and remembers its requests, until the test ends. */
export async function httpStub (t: Test, reply: (seen: Seen) => Reply) {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    const body = text === '' ? undefined : isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text)
    const one = { method: request.method!, path: request.url!, headers: request.headers, body }
    seen.push(one)
    const answer = reply(one)
    if (answer === 'silence') return
    if (answer === 'hang up') return request.socket.destroy()
    const [status, content, headers = {}] = answer
    const type = typeof content === 'string' ? 'text/html' : 'application/json'
    response.writeHead(status, { ...(content !== undefined && { 'content-type': type }), ...headers })
    response.end(content === undefined ? undefined : typeof content === 'string' ? content : JSON.stringify(content))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}
