import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { testServer } from '../../helpers/app.js'

/**
 * Lists all routes that a server registers, as `METHOD /path`.
 * @param removed whether to include routes that only older versions have
 */
export async function registeredRoutes (t: Test, { removed = true } = {}): Promise<string[]> {
  const routes: string[] = []
  const listen = (message: unknown) => {
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url, config }) => {
      if (!removed && config?.lifespan?.until !== undefined) return
      for (const each of [method].flat()) if (each !== 'HEAD' && each !== 'OPTIONS') routes.push(`${each} ${url}`)
    })
  }
  subscribe('fastify.initialization', listen)
  await testServer(t)
  unsubscribe('fastify.initialization', listen)
  return routes
}
