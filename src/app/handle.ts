import type { RequestListener, Server } from 'node:http'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

/** A request for `inject`, which needs no socket. */
export type InjectRequest = Pick<InjectOptions, 'method' | 'url' | 'query' | 'headers' | 'payload' | 'body'>
/** The response of `inject`. */
export type InjectResponse = Omit<LightMyRequestResponse, 'raw' | 'stream' | 'isLightMyRequest' | 'cookies'>

/** The parts of the Fastify instance that a test needs. */
export interface App {
  /**
   * Sends a request without a socket.
   * @example
   * const response = await kibana.app.inject({ method: 'GET', url: '/api/cases/tags' })
   * response.json() // []
   */
  inject (request: InjectRequest | string): Promise<InjectResponse>
  /** Node's HTTP server. */
  readonly server: Server
  /** True if Kibana has this route, by its method and pattern. */
  hasRoute (route: { method: string, url: string }): boolean
}

/** The Fastify instance as the user of one server sees it. */
export function appHandle (fastify: FastifyInstance, answer: RequestListener, server: Server, close: () => Promise<void>): App {
  return Object.create(fastify, {
    server: { value: server },
    close: { value: close },
    // Loaded on first use
    inject: { value: async (request: InjectRequest | string) => (await import('light-my-request')).inject(answer, request) },
  }) as App
}
