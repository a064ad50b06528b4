import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { onAbort } from './on-abort.js'

/** Sends one event; clients that reconnect send its `id` back as `last-event-id`. */
type Send = (name: string, data: unknown, id?: number) => void

/**
 * Sends server-sent events until the client disconnects or the server closes.
 * @param subscribe starts the events and returns a function that ends them
 */
export function sendEventStream (reply: FastifyReply, closing: AbortSignal, subscribe: (send: Send) => () => void): FastifyReply {
  reply.type('text/event-stream; charset=utf-8').header('cache-control', 'no-store')
  if (reply.request.method === 'HEAD') return reply.send()
  const stream = new Readable({ read () {} })
  // Tells the client that it is connected
  stream.push(': connected\n\n')
  const unsubscribe = subscribe((name, data, id) => {
    stream.push(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  })
  stream.on('close', unsubscribe)
  stream.on('close', onAbort(closing, () => stream.push(null)))
  return reply.send(stream)
}
