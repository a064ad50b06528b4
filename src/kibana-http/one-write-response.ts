import { ServerResponse, type IncomingMessage } from 'node:http'

/**
 * A response that is sent in one write. Node's own class writes an empty string after it and sends both as a vector, for which
 * it copies the response again: a tenth of its total cost.
 */
export class OneWriteResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override end (chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    const { socket } = this
    // Fastify ends every string response with a single call that passes only the string
    if (typeof chunk !== 'string' || encoding || callback || !socket) return super.end(chunk, encoding as BufferEncoding, callback as () => void)
    socket.cork()
    this.write(chunk)
    socket.uncork()
    return super.end()
  }
}
