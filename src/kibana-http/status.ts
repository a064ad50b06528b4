import { Type, type Static } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { KibanaContext } from '../kibana/context.js'
import { holdsClusterPrivilege } from '../security/cluster.js'
import {
  buildDateIsReported, buildFlavorIsReported, fullStatusNeedsMonitor, statusIsOpen, statusNamesPlugins,
} from './versions.js'
import { legacyStatus } from './legacy-status.js'
import { route } from './route.js'
import { SERVER_NAME } from './response-headers.js'
import { statusMetrics } from './status-metrics.js'

interface Build { readonly number: number, readonly hash: string, readonly date: string }

const UNKNOWN_BUILD: Build = { number: 0, hash: '0'.repeat(40), date: new Date(0).toISOString() }

/** Known builds, by version; the hash of the first is not known. */
const BUILDS: Readonly<Record<string, Build>> = {
  '8.12.2': { ...UNKNOWN_BUILD, number: 70_281, date: '2024-02-19T00:00:00.000Z' },
  '9.5.1': { number: 106_993, hash: 'c9539950cdb7c83db5f1a7d4eda28880aded9a95', date: '2026-08-06T08:28:54.786Z' },
}

/**
 * GET /api/status: builds the body of a healthy Kibana.
 * Source: Kibana's core status server-internal/src/routes/status.ts
 */
function statusBody (kibana: KibanaContext) {
  const { version, uuid } = kibana
  const number = version.text.replace('-SNAPSHOT', '')
  const build = BUILDS[number] ?? UNKNOWN_BUILD
  const available = {
    level: 'available', summary: statusNamesPlugins(version) ? 'All services and plugins are available' : 'All services are available',
  }
  const plugin = statusNamesPlugins(version) ? available : { level: 'available', summary: 'All dependencies are available' }
  return {
    name: SERVER_NAME,
    uuid,
    version: {
      number,
      build_hash: build.hash,
      build_number: build.number,
      build_snapshot: version.text.endsWith('-SNAPSHOT'),
      ...(buildFlavorIsReported(version) && { build_flavor: 'traditional' }),
      ...(buildDateIsReported(version) && { build_date: build.date }),
    },
    status: {
      overall: available,
      core: {
        elasticsearch: {
          level: 'available', summary: 'Elasticsearch is available', meta: { warningNodes: [], incompatibleNodes: [] },
        },
        savedObjects: {
          level: 'available',
          summary: 'SavedObjects service has completed migrations and is available',
          meta: { migratedIndices: { migrated: 0, skipped: 0, patched: 8 } },
        },
      },
      plugins: { cases: plugin, actions: plugin, security: plugin, spaces: plugin },
    },
    metrics: statusMetrics(kibana),
  }
}

const StatusSchema = Type.Object({
  status: Type.Object({
    overall: Type.Object({
      level: Type.Optional(Type.String({ description: 'available, degraded, unavailable or critical' })),
      state: Type.Optional(Type.String({ description: 'in the format of 7.x: green, yellow or red' })),
    }, { additionalProperties: true }),
  }, { additionalProperties: true }),
}, { additionalProperties: true })

const checkFormats = ({ v7format, v8format }: { v7format?: unknown, v8format?: unknown }) =>
  v7format !== undefined && v8format !== undefined ? 'provide only one format option: v7format or v8format' : undefined

const StatusQuerySchema = Type.Object({
  v7format: Type.Optional(Type.Boolean({ description: 'whether the status is in the format of 7.x' })),
  v8format: Type.Optional(Type.Boolean({ description: 'the opposite of v7format' })),
}, { additionalProperties: false, check: checkFormats })
type StatusQuery = Static<typeof StatusQuerySchema>

/** True if the status is requested in the format of 7.x. */
const isLegacy = ({ v7format, v8format }: StatusQuery): boolean => v7format ?? v8format === false

/** Cluster privileges that include `monitor`. */
const MONITORING = ['monitor', 'manage', 'all']

/** The status for callers without the privilege to see the rest. */
const REDACTED = { status: { overall: { level: 'available' } } }

/** Registers `GET /api/status`; without credentials it returns only the level. */
export const statusRoute: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/status', route({
    id: 'getStatus',
    summary: 'Read the status of Kibana',
    tag: 'status',
    payload: 'any',
    space: 'any',
    authentication: version => statusIsOpen(version) ? 'optional' : 'required',
    checkedBy: 'core',
    query: StatusQuerySchema,
    answer: StatusSchema,
  }), ({ isAuthenticated, scope, query }) => {
    if (!isAuthenticated || (fullStatusNeedsMonitor(scope.kibana.version) && !holdsClusterPrivilege(scope, MONITORING))) return REDACTED
    const body = statusBody(scope.kibana)
    return isLegacy(query) ? { ...body, status: legacyStatus(body.status, body.version.number, scope.kibana.clock.iso()) } : body
  })
}
