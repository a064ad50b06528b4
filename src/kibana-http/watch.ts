import type { FastifyReply, FastifyRequest } from 'fastify'

/** Stands for the answer of a connection that has been cut. */
export const CUT = Symbol('cut')

/** Who looks at every request of the pipeline, and may step in. */
export interface Watch {
  /** Before anything else. */
  begin (request: FastifyRequest): void
  /**
   * Once the request's body was read, or it is known that there is no route for it. When something is done about it, whether it
   * is over then.
   */
  meet (request: FastifyRequest, reply: FastifyReply): Promise<boolean> | undefined
  /** What a handler answers with, before that becomes text. */
  answer (request: FastifyRequest, payload: unknown): void
  /** Before an answer is compressed and sent. Gives what is sent, or `CUT`. */
  end (request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown
}
