import type { TSchema } from '@sinclair/typebox'
import type { RouteOptions } from 'fastify'
import { buildKibanaApp } from '../../src/app/kibana-app.js'
import { REGISTERED_TYPES } from '../../src/connectors/connector-types.js'
import { FEATURE_CUTS, type Cut, type Lifespan } from '../../src/versions/cuts.js'
import type { Difference } from '../../src/versions/difference.js'
import * as modules from './version-modules.js'

/** One line of docs/reference/versions.md: at a cut, something is added, changed or removed. */
export interface VersionChange {
  readonly cut: string
  readonly kind: 'added' | 'changed' | 'removed'
  readonly what: string
  readonly where: string
  /** All of the places that `where` sums up. */
  readonly places: readonly string[]
}

interface Declared { readonly lifespan: Lifespan, readonly what: string, readonly where: string, readonly changes?: boolean }

/** A key has the same name wherever its case or attachment is nested. */
const keyOf = (path: string) =>
  path.replace(/^(?:(?:case|cases|attachments|latestAttachments|comments)(?:\.|(?=:)))+/, '').replace(/^: /, '')
const pathOf = (url: string) => url.replace(/:(\w+)/g, '{$1}')

const ORDER = 'the order of keys'
type Report = (path: string, lifespan: Lifespan, changes?: boolean) => void

const CUTS: readonly string[] = FEATURE_CUTS
const isBefore = (cut: Cut | undefined, since: Cut) => cut !== undefined && CUTS.includes(cut) && CUTS.indexOf(cut) <= CUTS.indexOf(since)

/** Leaves out changes within something up to the cut that added it: they came with it. */
const from = (since: Cut | undefined, found: Report): Report => since === undefined
  ? found
  : (path, lifespan, changes) => { if (!isBefore(lifespan.since, since)) found(path, lifespan, changes) }

/** Everything in a schema that has a lifespan, by its path. */
function walk (schema: TSchema, path: string, found: Report): void {
  for (const { until } of schema.formerly ?? []) found(path, { since: until }, true)
  if (schema.formerOrder) found(`${path}: ${ORDER}`, { since: schema.formerOrder.until }, true)
  for (const [value, lifespan] of Object.entries(schema.lifespans ?? {})) if (lifespan) found(`${path}: ${JSON.stringify(value)}`, lifespan)
  for (const [key, member] of Object.entries<TSchema>(schema.properties ?? {})) {
    const at = path === '' ? key : `${path}.${key}`
    if (member.since ?? member.until) found(at, member)
    walk(member, at, from(member.since, found))
  }
  for (const member of [
    ...schema.anyOf ?? [], ...schema.allOf ?? [], ...schema.items ? [schema.items] : [], ...Object.values(schema.patternProperties ?? {}),
  ] as TSchema[]) {
    const name = member.properties?.type?.const
    if ((member.since ?? member.until) && name !== undefined) found(`${path}: type ${JSON.stringify(name)}`, member)
    walk(member, path, from(member.since, found))
  }
}

/** Every route of Kibana, in all versions. */
export async function declaredRoutes (): Promise<RouteOptions[]> {
  const routes: RouteOptions[] = []
  const app = buildKibanaApp(undefined, { prepare: app => app.addHook('onRoute', route => { routes.push({ ...route }) }) })
  await app.ready()
  await app.close()
  return routes.filter(({ config }) => config?.lifespan)
}

function declaredBy (routes: readonly RouteOptions[]): Declared[] {
  return routes.flatMap(({ method, url, config = {}, schema = {} }): Declared[] => {
    const name = `${String(method)} ${pathOf(url)}`
    const declared: Declared[] = []
    const { since, until } = config.lifespan ?? {}
    if (since ?? until) declared.push({ lifespan: { since, until }, what: `route \`${name}\``, where: config.access ?? 'public' })
    const parts: [string, unknown][] = [
      ['query', schema.querystring], ['body', schema.body], ['answer', (schema.response as Record<string, unknown> | undefined)?.['200']],
    ]
    for (const [part, described] of parts) {
      if (!described) continue
      walk(described as TSchema, '', from(since, (path, lifespan, changes) => {
        declared.push({
          lifespan,
          what: path === '' ? `the whole ${part}` : path.endsWith(ORDER) ? ORDER : `\`${keyOf(path)}\``,
          where: `${part} of ${name}`,
          ...(changes && { changes }),
        })
      }))
    }
    return declared
  })
}

/** Connector types that some versions lack, not counting those that only moved in the list. */
function declaredTypes (): Declared[] {
  return REGISTERED_TYPES.filter(({ type: { id } }, _index, types) => types.filter(other => other.type.id === id).length === 1)
    .map(({ type, since, until }) => ({ lifespan: { since, until }, what: `connector type \`${type.id}\``, where: 'connectors' }))
}

const isDifference = (value: unknown): value is Difference => typeof value === 'function' && 'text' in value

/** Merges lines for declarations that differ only in their place. */
function toChanges (declared: readonly Declared[]): VersionChange[] {
  const places = new Map<string, Set<string>>()
  for (const { lifespan: { since, until }, what, where, changes } of declared) {
    for (const [cut, kind] of [[since, changes ? 'changed' : 'added'], [until, 'removed']] as const) {
      if (cut === undefined) continue
      const key = JSON.stringify([cut, kind, what])
      places.set(key, (places.get(key) ?? new Set()).add(where))
    }
  }
  return [...places].map(([key, where]) => {
    const [cut, kind, what] = JSON.parse(key)
    const named = [...where].sort()
    return {
      cut,
      kind,
      what,
      places: named,
      where: named.length > 3
        ? `${named.slice(0, 2).join(', ')} and ${named.length - 2} more`
        : named.join(', '),
    }
  })
}

/** Every change that the sources declare, unordered. */
export async function versionChanges (): Promise<VersionChange[]> {
  const differences = Object.entries(modules).flatMap(([area, module]) => Object.values(module).filter(
    isDifference,
  ).flatMap(({ text, since, until }) => [
    ...since === undefined ? [] : [{ cut: since, kind: 'changed' as const, what: text, where: area, places: [area] }],
    ...until === undefined ? [] : [{ cut: until, kind: 'changed' as const, what: `No longer: ${text}`, where: area, places: [area] }],
  ]))
  return [...toChanges([...declaredBy(await declaredRoutes()), ...declaredTypes()]), ...differences]
}
