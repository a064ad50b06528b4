import { ServerResponse, type IncomingMessage } from 'node:http'

/**
 * An answer that leaves in one write. Node's own writes an empty text after it and sends both as a vector, for which it
 * copies the answer once more: a tenth of what an answer costs.
 */
export class OneWriteResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override end (chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    const { socket } = this
    // Fastify ends every answer that is a text with that text alone
    if (typeof chunk !== 'string' || encoding || callback || !socket) return super.end(chunk, encoding as BufferEncoding, callback as () => void)
    socket.cork()
    this.write(chunk)
    socket.uncork()
    return super.end()
  }
}
