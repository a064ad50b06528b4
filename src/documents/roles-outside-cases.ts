import type { RoleAttributes } from './role.js'

type Indices = [names: string[], privileges: string[], isRestricted?: boolean]
interface Row {
  readonly cluster?: string[]
  readonly indices?: Indices[]
  /** A privilege in Kibana that features reserve for these roles. */
  readonly reserved?: string
  /** The advice to users of a deprecated role. */
  readonly deprecated?: string
}

const READ = ['view_index_metadata', 'read']
const REMOTE_READ = ['read', 'read_cross_cluster']
const BULK = 'cluster:admin/xpack/monitoring/bulk'
const PROFILE = 'cluster:admin/xpack/security/profile/'

const transformNotifications: Indices[] = [
  [['.transform-notifications-*', '.data-frame-notifications-*', '.transform-notifications-read'], READ],
]
const annotations: Indices = [['.ml-annotations*'], [...READ, 'write']]

const ROWS: Readonly<Record<string, Row>> = {
  apm_system: { cluster: ['monitor', BULK], indices: [[['.monitoring-beats-*'], ['create_index', 'create_doc']]] },
  apm_user: {
    indices: [
      'apm-*', 'logs-apm.*', 'logs-apm-*', 'metrics-apm.*', 'metrics-apm-*', 'traces-apm.*', 'traces-apm-*', '.ml-anomalies*',
      'observability-annotations',
    ].map(name => [[name], ['read', 'view_index_metadata']]),
    reserved: 'ml_apm_user',
    deprecated: 'This role will be removed in a future major release. Please use editor and viewer roles instead',
  },
  beats_admin: { indices: [[['.management-beats'], ['all']]] },
  beats_system: { cluster: ['monitor', BULK], indices: [[['.monitoring-beats-*'], ['create_index', 'create']]] },
  data_frame_transforms_admin: {
    cluster: ['manage_data_frame_transforms'],
    indices: transformNotifications,
    reserved: 'ml_user',
    deprecated: 'Please use the [transform_admin] role instead',
  },
  data_frame_transforms_user: {
    cluster: ['monitor_data_frame_transforms'],
    indices: transformNotifications,
    reserved: 'ml_user',
    deprecated: 'Please use the [transform_user] role instead',
  },
  enrich_user: {
    cluster: ['manage_enrich', 'manage_ingest_pipelines', 'monitor'],
    indices: [[['.enrich-*'], ['manage', 'read', 'write']]],
  },
  ingest_admin: { cluster: ['manage_index_templates', 'manage_pipeline'] },
  // Only its privileges on alerts and on Kibana's own indices are listed: those on other indices change with each version
  kibana_system: {
    cluster: [
      'monitor', 'manage_index_templates', BULK, 'manage_saml', 'manage_token', 'manage_oidc', 'manage_pipeline', 'manage_ilm',
      'manage_transform', 'cluster:admin/xpack/security/api_key/invalidate', 'grant_api_key', 'manage_own_api_key',
      'cluster:admin/xpack/security/privilege/builtin/get', 'delegate_pki', `${PROFILE}get`, `${PROFILE}activate`, `${PROFILE}suggest`,
      `${PROFILE}has_privileges`, 'manage_ml', 'cluster:admin/analyze', 'monitor_text_structure', 'cancel_task',
    ],
    indices: [
      [['.kibana*', '.reporting-*'], ['all'], true],
      ...['.siem-signals*', '.internal.alerts*', '.alerts*', '.preview.alerts*', '.internal.preview.alerts*'].map(
        (name): Indices => [[name], ['all']],
      ),
    ],
  },
  logstash_admin: {
    cluster: ['manage_logstash_pipelines'],
    indices: [[['.logstash*'], ['create', 'delete', 'index', 'manage', 'read'], true]],
  },
  logstash_system: { cluster: ['monitor', BULK] },
  machine_learning_admin: {
    cluster: ['manage_ml'],
    indices: [[['.ml-anomalies*', '.ml-notifications*', '.ml-state*', '.ml-meta*', '.ml-stats-*'], READ, true], annotations],
    reserved: 'ml_admin',
  },
  machine_learning_user: {
    cluster: ['monitor_ml'], indices: [[['.ml-anomalies*', '.ml-notifications*'], READ], annotations], reserved: 'ml_user',
  },
  monitoring_user: {
    cluster: ['cluster:monitor/main', 'cluster:monitor/xpack/info', 'cluster:monitor/remote/info'],
    indices: ['.monitoring-*', '/metrics-(beats|elasticsearch|enterprisesearch|kibana|logstash).*/', 'metricbeat-*'].map(
      name => [[name], REMOTE_READ],
    ),
    reserved: 'monitoring',
  },
  remote_monitoring_agent: {
    cluster: [
      'manage_index_templates', 'manage_ingest_pipelines', 'monitor', 'cluster:admin/ilm/get', 'cluster:admin/ilm/put',
      'cluster:monitor/xpack/watcher/watch/get', 'cluster:admin/xpack/watcher/watch/put', 'cluster:admin/xpack/watcher/watch/delete',
    ],
    indices: [
      [['.monitoring-*'], ['all']],
      [['metricbeat-*'], ['index', 'create_index', 'view_index_metadata', 'indices:admin/aliases', 'indices:admin/rollover']],
    ],
  },
  remote_monitoring_collector: { cluster: ['monitor'], indices: [[['*'], ['monitor'], true], [['.kibana*'], ['read'], true]] },
  reporting_user: { deprecated: 'Please use Kibana feature privileges instead' },
  rollup_admin: { cluster: ['manage_rollup'] },
  rollup_user: { cluster: ['monitor_rollup'] },
  snapshot_user: { cluster: ['create_snapshot', 'cluster:admin/repository/get'], indices: [[['*'], ['view_index_metadata'], true]] },
  transform_admin: { cluster: ['manage_transform'], indices: transformNotifications },
  transform_user: { cluster: ['monitor_transform'], indices: transformNotifications },
  transport_client: { cluster: ['transport_client'] },
  watcher_admin: { cluster: ['manage_watcher'], indices: [[['.watches', '.triggered_watches', '.watcher-history-*'], ['read'], true]] },
  watcher_user: { cluster: ['monitor_watcher'], indices: [[['.watches'], ['read'], true], [['.watcher-history-*'], ['read']]] },
}

const toAttributes = ({ cluster = [], indices = [], reserved, deprecated }: Row): RoleAttributes => ({
  metadata: { _reserved: true, ...(deprecated !== undefined && { _deprecated: true, _deprecated_reason: deprecated }) },
  elasticsearch: {
    cluster,
    indices: indices.map(([names, privileges, isRestricted = false]) => ({ names, privileges, allow_restricted_indices: isRestricted })),
    run_as: [],
  },
  kibana: reserved === undefined ? [] : [{ _reserved: [reserved], base: [], feature: {}, spaces: ['*'] }],
})

/**
 * The built-in roles of Elasticsearch that grant nothing in Cases, by name, with their privileges in 8.12.
 * Source: Elasticsearch's ReservedRolesStore
 */
export const ROLES_OUTSIDE_CASES: readonly (readonly [string, RoleAttributes])[] =
  Object.entries(ROWS).map(([name, row]) => [name, toAttributes(row)])
