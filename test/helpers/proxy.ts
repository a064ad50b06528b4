import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** A response on its way through a proxy. */
export interface Passing {
  readonly method: string
  readonly path: string
  status: number
  headers: Record<string, string>
  text: string
  /** Cuts the connection instead of answering. */
  isCut?: boolean
}

/** An answer that a proxy gives by itself, without asking the server. */
type Instead = (asked: Pick<Passing, 'method' | 'path'>) => Pick<Passing, 'status' | 'text'> | undefined

/** Starts a proxy in front of a server. It may change each answer, or give its own. */
export async function proxyTo (
  t: Test, target: string, change: (passing: Passing) => void | Promise<void>, instead: Instead = () => undefined,
): Promise<string> {
  const proxy = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk)).on('end', async () => {
      const { method = 'GET', url: path = '' } = request
      const own = instead({ method, path })
      if (own) return response.writeHead(own.status, { 'content-type': 'application/json' }).end(own.text)
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => ![
        'host', 'connection', 'content-length',
      ].includes(name)))
      const answer = await fetch(target + path, {
        method, headers: headers as Record<string, string>, redirect: 'manual', ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      })
      const passing: Passing = {
        method, path, status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text(),
      }
      await change(passing)
      if (passing.isCut) return request.socket.destroy()
      const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...kept } = passing.headers
      response.writeHead(passing.status, kept).end(passing.text)
    })
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  t.teardown(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}
