import { lookup } from 'node:dns/promises'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Time that requests in flight get to finish when the server closes, in milliseconds. */
const GRACE_MS = 3000
/** Interval for closing connections that have become idle, in milliseconds. */
const SWEEP_MS = 20

/** A listening app. */
export interface Listening {
  /** `http://127.0.0.1:40123` */
  readonly origin: string
  readonly port: number
  /** Finishes requests in flight, then ends every connection and timer. Can be called again. */
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
 * @throws Error with the system's `code` and a one-line reason
 */
export async function listen (app: FastifyInstance, host: string, port: number, scheme: 'http' | 'https' = 'http'): Promise<Listening> {
  const sockets = new Set<Socket>()
  const track = (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }
  app.server.on('connection', track)
  // The decrypted side of the same connection
  app.server.on('secureConnection', track)
  try {
    // Fastify would create a server for each address of localhost, and only the first can be tracked
    await app.listen({ port, host: host === 'localhost' ? (await lookup(host)).address : host })
  } catch (error) {
    await app.close()
    const { code = '', message } = error as NodeJS.ErrnoException
    throw Object.assign(new Error(`cannot listen on ${host}, port ${port}: ${REASONS[code] ?? message}`, { cause: error }), { code })
  }
  const address = app.server.address() as AddressInfo
  let closing: Promise<void> | undefined
  return {
    port: address.port,
    origin: `${scheme}://${reachable(host)}:${address.port}`,
    close: () => (closing ??= closeGently(app, sockets)),
  }
}

/** The host in URLs for clients on this machine. */
function reachable (host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

async function closeGently (app: FastifyInstance, sockets: ReadonlySet<Socket>): Promise<void> {
  const { server } = app
  // Node treats a connection that has not sent anything as busy
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  // Connections kept alive would keep the server open
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  // Not `closeAllConnections`, which misses connections during their TLS handshake
  const deadline = setTimeout(() => sockets.forEach(socket => socket.destroy()), GRACE_MS)
  try {
    await app.close()
    // Node releases a closed server in a later turn of the event loop, and frees its memory only then
    await setImmediate()
  } finally {
    clearInterval(sweep)
    clearTimeout(deadline)
  }
}
