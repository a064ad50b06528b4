import type { FastifyReply, FastifyRequest } from 'fastify'

/** Returned by `end` in place of a response when the connection was cut. */
export const CUT = Symbol('cut')

/** Answers a request in place of its route, after the checks that Kibana makes for all routes. */
export type Stub = (reply: FastifyReply) => void

/** Observes every request of the pipeline and may intercept it (request log and faults). */
export interface Watch {
  /** Called first for every request. */
  begin (request: FastifyRequest): void
  /** Called for every request. Returns the stub that answers in place of the route, if any. */
  stub (request: FastifyRequest, reply: FastifyReply): Stub | undefined
  /**
   * Called once the body was read, or no route was found. Returns `undefined` to continue at once, otherwise a promise that
   * resolves to true if the request was answered.
   */
  meet (request: FastifyRequest, reply: FastifyReply): Promise<boolean> | undefined
  /** Called with a handler's result before it is serialized. */
  answer (request: FastifyRequest, payload: unknown): void
  /** Called before a response is compressed and sent. Returns the payload to send, or `CUT`. */
  end (request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown
  /** Called when a response that was not cut has all its headers, just before it is sent. */
  sent (request: FastifyRequest, reply: FastifyReply): void
}
