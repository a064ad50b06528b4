import { existsSync, readFileSync } from 'node:fs'
import type { RouteOptions } from 'fastify'
import { AREAS } from '../../src/verify/areas.js'
import type { Recording } from '../../src/verify/recording.js'
import type { Step } from '../../src/verify/scenario.js'
import type { Lifespan } from '../../src/versions/cuts.js'
import { Version } from '../../src/versions/version.js'
import { allVersions } from '../helpers/all-versions.js'
import { isReal, RECORDED_VERSIONS } from '../helpers/scenarios.js'
import { differencesOf, whyUnproven } from './known-differences.js'

/** A route of Kibana, and the scenarios that prove its answers. */
export interface CoveredRoute extends Lifespan {
  readonly method: string
  readonly path: string
  /** Facts that scenarios establish with a request to it. */
  readonly facts: readonly string[]
  /** By version, the number of these facts whose answers are recorded. Undefined where the version does not have the route. */
  readonly recorded: readonly (number | undefined)[]
  readonly differences: readonly string[]
  /** The reason for having no facts. */
  readonly reason?: string
}

/** A recording: its version, whether a real Kibana answered, and the facts whose answers it has. */
export interface Recorded { readonly version: string, readonly isReal: boolean, readonly facts: ReadonlySet<string> }

const pathOf = (url: string) => url.replace(/:(\w+)/g, '{$1}')
const patternOf = (url: string) => new RegExp(`^${url.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/:(\w+)/g, '[^/]+')}$`)
const parametersOf = (url: string) => url.split(':').length

/** Lists every route of these areas with the facts that are proven through it. */
export function routeCoverage (routes: readonly RouteOptions[], recordings: readonly Recorded[]): CoveredRoute[] {
  const known = routes.filter(({ url }) => /^\/(?:api|internal)\/(?:cases|actions|spaces|security\/role)/.test(url) && !url.endsWith('/'))
    .flatMap(({ method, url, config }) => [method].flat().map(method => ({
      method, url, pattern: patternOf(url), lifespan: config?.lifespan ?? {}, facts: new Set<string>(),
    })))
    .sort((a, b) => parametersOf(a.url) - parametersOf(b.url))
  const routesOf = ({ method, path, given }: Step) => {
    const bare = path.split('?', 1)[0]!
    const first = given ? undefined : known.find(route => route.method === method && route.pattern.test(bare))
    return first ? known.filter(({ method, url }) => method === first.method && url === first.url) : []
  }
  const versions = allVersions()
  for (const scenario of AREAS.flatMap(({ scenarios }) => scenarios)) {
    for (const { facts, lifespan } of scenario.steps.flatMap(routesOf)) {
      if (versions.some(version => version.has(scenario) && version.has(lifespan))) facts.add(scenario.establishes)
    }
  }
  return known.map(({ method, url, lifespan, facts }): CoveredRoute => {
    const path = pathOf(url)
    const reason = whyUnproven(path)
    return {
      method,
      path,
      ...lifespan,
      facts: [...facts],
      recorded: recordings.map(({ version, facts: all }) => new Version(version).has(lifespan)
        ? [...facts].filter(fact => all.has(fact)).length
        : undefined),
      differences: differencesOf(method, path),
      ...(reason !== undefined && { reason }),
    }
  })
    .sort((a, b) => `${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1)
}

/** The recordings of `fixtures/recorded`. */
export function recordings (): Recorded[] {
  return RECORDED_VERSIONS.map(version => `fixtures/recorded/${version}.json`).filter(existsSync).map(path => {
    const recording = JSON.parse(readFileSync(path, 'utf8')) as Recording
    return { version: recording.version, isReal: isReal(recording), facts: new Set(Object.keys(recording.scenarios)) }
  })
}
