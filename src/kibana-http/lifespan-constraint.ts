import type { IncomingMessage } from 'node:http'
import type { FastifyServerOptions } from 'fastify'
import type { Lifespan } from '../versions/cuts.js'
import { Version } from '../versions/version.js'
import { targetOf } from './target.js'

type Strategy = NonNullable<NonNullable<FastifyServerOptions['routerOptions']>['constraints']>[string]

/** Name of the router's constraint. */
export const LIFESPAN_CONSTRAINT = 'lifespan'

/** The router's bit sets of handlers, by lifespan. */
class Lifespans {
  readonly #handlers = new Map<Lifespan, number>()
  readonly #byVersion: number[] = []

  /** For a lifespan, its own handlers; for a version, those of every lifespan that includes it. */
  get (key: Lifespan | Version): number {
    if (!(key instanceof Version)) return this.#handlers.get(key) ?? 0
    this.#byVersion[key.index] ??= [...this.#handlers].reduce((all, [lifespan, some]) => key.has(lifespan) ? all | some : all, 0)
    return this.#byVersion[key.index]!
  }

  set (lifespan: Lifespan, handlers: number): void {
    this.#handlers.set(lifespan, handlers)
  }
}

/**
 * A constraint of Fastify's router: a route with a lifespan is found only by instances whose version is in it. For all others, its path
 * is unknown, or belongs to another route. Sandboxes of different versions share one router.
 */
const constraint = {
  name: LIFESPAN_CONSTRAINT,
  deriveConstraint: (message: IncomingMessage): Version => targetOf(message).kibana.version,
  storage: () => new Lifespans(),
  mustMatchWhenDerived: false,
}

// The router accepts values of any type and stores bit sets; its types say strings and handlers
export const lifespanConstraint = constraint as unknown as Strategy
