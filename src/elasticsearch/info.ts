import { clusterUuid } from '../kibana/cluster-uuid.js'
import type { KibanaContext } from '../kibana/context.js'
import { SERVER_NAME } from '../kibana-http/response-headers.js'
import type { Action } from './privileges.js'
import type { Call, ElasticsearchRoute } from './route.js'
import { relatedVersions, unassignedPrimariesAreCounted } from './versions.js'

const CLUSTER_NAME = 'docker-cluster'

const MONITOR = ['monitor', 'manage', 'all']
const monitoring = (name: string): Action => ({ name, grantedBy: MONITOR })

const info = (kibana: KibanaContext) => ({
  name: SERVER_NAME,
  cluster_name: CLUSTER_NAME,
  cluster_uuid: clusterUuid(kibana),
  version: {
    number: kibana.version.text,
    build_flavor: 'default',
    build_type: 'docker',
    build_hash: '0'.repeat(40),
    build_date: new Date(0).toISOString(),
    build_snapshot: kibana.version.text.endsWith('-SNAPSHOT'),
    ...relatedVersions(kibana.version),
  },
  tagline: 'You Know, for Search',
})

const health = ({ store, version }: KibanaContext) => {
  const shards = new Set(store.all('alert').map(({ attributes: { index } }) => index)).size
  return {
    cluster_name: CLUSTER_NAME,
    status: 'green',
    timed_out: false,
    number_of_nodes: 1,
    number_of_data_nodes: 1,
    active_primary_shards: shards,
    active_shards: shards,
    relocating_shards: 0,
    initializing_shards: 0,
    unassigned_shards: 0,
    ...(unassignedPrimariesAreCounted(version) && { unassigned_primary_shards: 0 }),
    delayed_unassigned_shards: 0,
    number_of_pending_tasks: 0,
    number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0,
    active_shards_percent_as_number: 100,
  }
}

const DAY_MS = 86_400_000
const TERMS = { trial: 30, other: 365 }

/** The current license, issued today so that it is valid for any clock. */
const license = ({ license: type, clock, uuid }: KibanaContext) => {
  const issued = Math.floor(clock.milliseconds() / DAY_MS) * DAY_MS
  const expires = issued + (type === 'trial' ? TERMS.trial : TERMS.other) * DAY_MS
  return {
    license: {
      status: 'active',
      uid: uuid,
      type,
      issue_date: new Date(issued).toISOString(),
      issue_date_in_millis: issued,
      ...(type !== 'basic' && { expiry_date: new Date(expires).toISOString(), expiry_date_in_millis: expires }),
      max_nodes: type === 'enterprise' ? null : 1000,
      ...(type === 'enterprise' && { max_resource_units: 100 }),
      issued_to: CLUSTER_NAME,
      issuer: 'elasticsearch',
      start_date_in_millis: -1,
    },
  }
}

const HEALTH_PARAMETERS = [
  'wait_for_status', 'timeout', 'master_timeout', 'level', 'local', 'wait_for_nodes', 'wait_for_active_shards',
  'wait_for_no_relocating_shards',
  'wait_for_no_initializing_shards', 'wait_for_events', 'expand_wildcards',
]

/** Routes about the cluster itself, which clients call first. */
export const infoRoutes: readonly ElasticsearchRoute[] = [
  {
    methods: ['GET'],
    path: '/',
    summary: 'Describe the cluster',
    description: 'Its name and version. Official clients look for the header `x-elastic-product`, which all answers have.',
    action: monitoring('cluster:monitor/main'),
    answer: ({ scope }) => info(scope.kibana),
  },
  ...['/_cluster/health', '/_cluster/health/:index'].map(path => ({
    methods: ['GET'] as const,
    path,
    summary: 'Get the health of the cluster',
    description: 'Always green, with one node.',
    parameters: HEALTH_PARAMETERS,
    action: monitoring('cluster:monitor/health'),
    answer: ({ scope }: Call) => health(scope.kibana),
  })),
  {
    methods: ['GET'],
    path: '/_license',
    summary: 'Get the license',
    description: 'The license of the server, issued today by its clock.',
    parameters: ['local', 'accept_enterprise'],
    action: monitoring('cluster:monitor/xpack/license/get'),
    answer: ({ scope }) => license(scope.kibana),
  },
]
