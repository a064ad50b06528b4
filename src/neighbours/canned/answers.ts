import { Type, type TObject } from '@sinclair/typebox'
import type { ApiPrivilege } from '../../security/features.js'
import { rulesAreAFeature } from '../../security/versions.js'
import type { Version } from '../../versions/version.js'

/**
 * A fixed answer to a call that clients make at start-up. In its body, the placeholders `{now}`, `{uuid}`, `{version}`,
 * `{license}`, `{cluster_uuid}`, `{query.x}` and so on are replaced by their values.
 */
export interface CannedAnswer {
  readonly id: string
  readonly tag: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly params?: TObject
  readonly query?: TObject
  readonly status?: number
  readonly body: unknown
  /** The message of the 403 for callers who may not read any type of rules. */
  readonly refusal?: string
  readonly apiPrivileges?: (version: Version) => readonly ApiPrivilege[]
  /** Members that the query adds to the body. */
  readonly added?: (query: Readonly<Record<string, unknown>>) => object
}

const strict = { additionalProperties: false } as const
const page = Type.Number({ default: 1, minimum: 1, description: 'the number of the page' })
const perPage = (size: number) => Type.Number({ default: size, minimum: 0, description: 'items on a page' })
const text = (description: string) => Type.Optional(Type.String({ description }))
const texts = (description: string) => Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())], { description }))
const flag = Type.Optional(Type.Union([Type.Literal(''), Type.Boolean()]))
const isSet = (value: unknown) => value === '' || value === true

const SEARCH = {
  search: text('words to look for'), sort_field: text('the field to sort by'), sort_order: text('asc or desc'), filter: text('KQL'),
}

const healthy = { status: 'ok', timestamp: '{now}' }
const task = (value: object) => ({ timestamp: '{now}', status: 'OK', value })

// Source of the shapes: docs/reference/kibana/neighbours.md §6, §7.2
export const CANNED_ANSWERS: readonly CannedAnswer[] = [
  {
    id: 'findRules',
    tag: 'rules',
    path: '/api/alerting/rules/_find',
    summary: 'Find alerting rules',
    description: 'This server has none; a stub can return some.',
    query: Type.Object({
      per_page: perPage(10),
      page,
      ...SEARCH,
      default_search_operator: text('OR or AND'),
      search_fields: texts('the fields to search'),
      has_reference: Type.Optional(Type.Object({ type: Type.String(), id: Type.String() }, strict)),
      fields: texts('the fields to return'),
      filter_consumers: texts('the consumers'),
    }, strict),
    body: { page: '{query.page}', total: 0, per_page: '{query.per_page}', data: [] },
    refusal: 'Unauthorized to find rules for any rule types',
  },
  {
    id: 'getRule',
    tag: 'rules',
    path: '/api/alerting/rule/:id',
    summary: 'Read an alerting rule',
    description: 'This server has none: the answer is 404, unless a stub answers.',
    params: Type.Object({ id: Type.String({ description: 'the id of the rule' }) }),
    status: 404,
    body: { statusCode: 404, error: 'Not Found', message: 'Saved object [alert/{params.id}] not found' },
  },
  {
    id: 'getAlertingHealth',
    tag: 'rules',
    path: '/api/alerting/_health',
    summary: 'Read the health of alerting',
    description: 'Always healthy.',
    body: {
      is_sufficiently_secure: true,
      has_permanent_encryption_key: true,
      alerting_framework_health: { decryption_health: healthy, execution_health: healthy, read_health: healthy },
    },
    refusal: 'Unauthorized to access alerting framework health',
  },
  {
    id: 'findDetectionRules',
    tag: 'rules',
    path: '/api/detection_engine/rules/_find',
    summary: 'Find detection rules',
    description: 'This server has none; a stub can return some.',
    query: Type.Object({
      page,
      per_page: perPage(20),
      sort_field: SEARCH.sort_field,
      sort_order: SEARCH.sort_order,
      filter: SEARCH.filter,
      fields: texts('the fields to return'),
    }, { additionalProperties: true }),
    body: { page: '{query.page}', perPage: '{query.per_page}', total: 0, data: [] },
    apiPrivileges: version => [rulesAreAFeature(version) ? 'rules-read' : 'securitySolution'],
  },
  {
    id: 'getStats',
    tag: 'status',
    path: '/api/stats',
    summary: "Read Kibana's statistics",
    description: 'Well-formed, with zeros for all measurements.',
    query: Type.Object({ extended: flag, legacy: flag, exclude_usage: flag }, strict),
    body: {
      process: {
        memory: { heap: { total_bytes: 0, used_bytes: 0, size_limit: 0 }, resident_set_size_bytes: 0 },
        pid: 1,
        event_loop_delay: 0,
        uptime_ms: 0,
      },
      os: {
        platform: 'linux',
        platform_release: 'linux',
        load: { '1m': 0, '5m': 0, '15m': 0 },
        memory: { total_bytes: 0, free_bytes: 0, used_bytes: 0 },
        uptime_ms: 0,
      },
      response_times: { avg_ms: 0, max_ms: 0 },
      requests: { disconnects: 0, total: 0 },
      concurrent_connections: 0,
      kibana: {
        uuid: '{uuid}',
        name: '{name}',
        index: '.kibana',
        host: 'localhost',
        locale: 'en',
        transport_address: 'localhost:5601',
        version: '{version}',
        snapshot: false,
        status: 'green',
      },
      last_updated: '{now}',
      collection_interval_ms: 5000,
    },
    added: ({ extended, legacy }) =>
      isSet(extended) ? { usage: {}, [isSet(legacy) ? 'clusterUuid' : 'cluster_uuid']: '{cluster_uuid}' } : {},
  },
  {
    id: 'getLicensing',
    tag: 'status',
    path: '/api/licensing/info',
    summary: 'Read the license',
    description: 'The license of the server, as set by the option license or a control call.',
    body: {
      license: { uid: '{uuid}', type: '{license}', mode: '{license}', status: 'active' },
      features: { security: { isAvailable: true, isEnabled: true } },
      signature: '{signature}',
    },
  },
  {
    id: 'getTaskManagerHealth',
    tag: 'status',
    path: '/api/task_manager/_health',
    summary: 'Read the health of the task manager',
    description: 'Always healthy.',
    body: {
      id: '{uuid}',
      timestamp: '{now}',
      status: 'OK',
      last_update: '{now}',
      stats: {
        configuration: task({ poll_interval: 3000, max_workers: 10 }),
        workload: task({ count: 0, task_types: {}, overdue: 0 }),
        runtime: task({}),
        capacity_estimation: task({}),
      },
    },
  },
  {
    id: 'listEndpointMetadata',
    tag: 'rules',
    path: '/api/endpoint/metadata',
    summary: 'List the hosts with Elastic Defend',
    description: 'This server has none; some clients list them to test their connection.',
    query: Type.Object({ page: Type.Number({ default: 0 }), pageSize: Type.Number({ default: 10 }) }, { additionalProperties: true }),
    body: { data: [], total: 0, page: '{query.page}', pageSize: '{query.pageSize}', sortField: 'enrolled_at', sortDirection: 'desc' },
  },
]
