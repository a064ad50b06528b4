import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import type { ServerApp } from './app/app.js'
import { appHandle, type App } from './app/handle.js'
import type { Tls } from './tls/certificate.js'

/** Time that requests in flight get to finish when the server closes, in milliseconds. */
const GRACE_MS = 3000
/** Interval for closing connections that have become idle, in milliseconds. */
const SWEEP_MS = 20

/** A listening app. */
export interface Listening {
  /** `http://127.0.0.1:40123` */
  readonly origin: string
  readonly port: number
  readonly app: App
  /** Finishes requests in flight, then ends every connection and timer. May be called more than once. */
  close (): Promise<void>
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken; port 0 chooses a free one',
  EACCES: 'not allowed to use the port',
  EADDRNOTAVAIL: 'not an address of this machine',
  ENOTFOUND: 'the host is unknown',
  EAI_AGAIN: 'the host is unknown',
}

/**
 * Makes an app listen.
 * @param tls the key and certificates for https
 * @throws Error with the system's `code` and a one-line reason
 */
export async function listen (
  { fastify, answer }: ServerApp, host: string, port: number, tls?: Pick<Tls, 'key' | 'cert'>,
): Promise<Listening> {
  await fastify.ready()
  let isClosing = false
  const respond: RequestListener = (message, response) => isClosing ? refuse(response) : answer(message, response)
  const server = tls ? createTlsServer(tls, respond) : createServer(respond)
  // The settings of Fastify's own server, which would serve only one app
  const { keepAliveTimeout, requestTimeout } = fastify.server
  Object.assign(server, { keepAliveTimeout, requestTimeout })
  server.on('clientError', (error, socket) => fastify.server.emit('clientError', error, socket))

  const sockets = new Set<Socket>()
  const track = (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }
  server.on('connection', track)
  // The decrypted side of the same connection
  server.on('secureConnection', track)
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw Object.assign(new Error(`cannot listen on ${host}, port ${port}: ${REASONS[code] ?? message}`, { cause: error }), { code })
  }
  const { port: boundPort } = server.address() as AddressInfo
  const origin = `${tls ? 'https' : 'http'}://${inUrl(reachableHost(host))}:${boundPort}`
  fastify.log.info(`Server listening at ${origin}`)
  let closing: Promise<void> | undefined
  const close = () => {
    isClosing = true
    closing ??= closeGently(server, sockets)
    return closing
  }
  return { origin, port: boundPort, app: appHandle(fastify, respond, server, close), close }
}

/** Answers a request that arrives on an open connection while the server closes. */
function refuse (response: ServerResponse): void {
  const body = '{"error":"Service Unavailable","message":"Service Unavailable","statusCode":503}'
  response.writeHead(503, { 'content-type': 'application/json', 'content-length': body.length, connection: 'close' }).end(body)
}

/** The host at which clients on this machine reach a server that listens on `host`. */
export function reachableHost (host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}

const inUrl = (host: string) => host.includes(':') ? `[${host}]` : host

async function closeGently (server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  // Node treats a connection that has not sent anything as busy
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  // Connections kept alive would keep the server open
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  // Not `closeAllConnections`, which misses connections during their TLS handshake
  const deadline = setTimeout(() => sockets.forEach(socket => socket.destroy()), GRACE_MS)
  try {
    server.close()
    await once(server, 'close')
    // Node releases a closed server in a later turn of the event loop, and frees its memory only then
    await setImmediate()
  } finally {
    clearInterval(sweep)
    clearTimeout(deadline)
  }
}
